// A headless Chromium whose microphone plays a WAV file, on a page that carries the official browser client.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { write } from "./sounds.js";

/** What the package ships for pages without a build step; it lies beside the module that Node is given. */
const CLIENT = new URL("lib.iife.js", import.meta.resolve("@elevenlabs/client"));
const FILES = {
  "/": ["text/html", () => readFileSync(new URL("page/index.html", import.meta.url))],
  "/page.js": ["text/javascript", () => readFileSync(new URL("page/page.js", import.meta.url))],
  "/client.js": ["text/javascript", () => readFileSync(CLIENT)],
  "/node_modules/@elevenlabs/client/dist/lib.iife.js": ["text/javascript", () => readFileSync(CLIENT)],
};

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
];

/**
 * Opens the page and hands over to its script.
 *
 * @param microphone what the microphone hears, from the moment at which the page first listens
 * @param html the page itself, when it is not the caller's page of these tests
 */
export async function openPage(test, microphone, html) {
  const executablePath = findChromium();
  const directory = mkdtempSync(join(tmpdir(), "antiphon-browser-"));
  test.after(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const wav = join(directory, "microphone.wav");
  write(wav, microphone);
  const site = await serve(test, html ? { ...FILES, "/": ["text/html", () => html] } : FILES);
  const context = await chromium.launchPersistentContext(join(directory, "profile"), {
    executablePath,
    headless: true,
    args: [...FLAGS, `--use-file-for-fake-audio-capture=${wav}%noloop`],
  });
  test.after(() => context.close());
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error("in the page:", error));
  await page.goto(site);
  return page;
}

async function serve(test, files) {
  const server = createServer((request, response) => {
    const found = files[request.url];
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": `${found[0]}; charset=utf-8` }).end(found[1]());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  test.after(() => new Promise((resolve) => server.close(resolve)));
  return `http://localhost:${server.address().port}/`;
}

/** A browser that starts; installed from Debian's packages where there is none. */
function findChromium() {
  const wanted = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const obstacle = starts(wanted);
  if (!obstacle) {
    return wanted;
  }
  if (process.env.CHROMIUM || process.getuid?.() !== 0) {
    throw new Error(
      `This test needs Chromium, and ${wanted} does not start (${obstacle}). Install it (on Debian: apt-get install ` +
        "chromium), or name another in the environment variable CHROMIUM, or leave the test out by BROWSER=skip.",
    );
  }
  install();
  const stillWrong = starts(wanted);
  if (stillWrong) {
    throw new Error(`Chromium was installed, and ${wanted} does not start: ${stillWrong}`);
  }
  return wanted;
}

/** What keeps a program from starting, if anything does. */
function starts(program) {
  try {
    execFileSync(program, ["--version"], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    return (error.stderr?.toString().trim() || error.message).split("\n")[0];
  }
}

function install() {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const aptGet = (...words) => {
    try {
      execFileSync("apt-get", words, { stdio: ["ignore", "pipe", "pipe"], env: environment });
    } catch (error) {
      throw new Error(
        "This test needs Chromium; installing it by apt-get failed: " +
          (error.stderr?.toString().trim().split("\n").at(-1) || error.message),
      );
    }
  };
  aptGet("-q", "update");
  aptGet("-q", "install", "-y", "--no-install-recommends", "chromium");
}
