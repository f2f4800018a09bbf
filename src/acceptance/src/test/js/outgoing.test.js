import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { apiKey, baseUrl } from "./server.js";

async function ask(method, path, body) {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { "xi-api-key": apiKey, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, json: await response.json().catch(() => undefined) };
}

/** A server of this machine that counts who comes, until the test ends; a path that begins with a slash and http leads there. */
async function inside(test) {
  const seen = [];
  const server = createServer((request, response) => {
    seen.push(request.url);
    const target = /^\/(http.*)/.exec(request.url)?.[1];
    response.writeHead(target ? 302 : 200, target ? { location: target } : { "content-type": "text/html" });
    response.end("<html><body>inside</body></html>");
  });
  await new Promise((resolve) => server.listen(0, "::", resolve));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: server.address().port, seen };
}

/** Addresses of this machine and of networks that only it sees, in every spelling. */
const CLOSED = (port) => [
  `http://127.0.0.1:${port}/`,
  `http://127.1:${port}/`,
  `http://2130706433:${port}/`,
  `http://0x7f000001:${port}/`,
  `http://0:${port}/`,
  `http://[::1]:${port}/`,
  `http://[::ffff:127.0.0.1]:${port}/`,
  `http://[::ffff:7f00:1]:${port}/`,
  "http://169.254.169.254/latest/meta-data/",
  "http://10.0.0.1/",
  "http://172.16.0.1/",
  "http://192.168.0.1/",
  "http://100.64.0.1/",
  "http://[fe80::1]/",
  "http://[fd00::1]/",
  "file:///etc/passwd",
  "gopher://127.0.0.1/",
];

test("no door reaches this machine or its network", async (t) => {
  const { port, seen } = await inside(t);
  for (const url of [...CLOSED(port), `http://localhost:${port}/http://127.0.0.1:${port}/secret`]) {
    const document = await ask("POST", "/v1/convai/knowledge-base/url", { url, name: "Inside" });
    assert.ok(document.status >= 400 && (document.status < 500 || document.status === 501), `${url} as a document: ${document.status}`);

    const server = await ask("POST", "/v1/convai/mcp-servers", { config: { name: "Inside", url, transport: "STREAMABLE_HTTP" } });
    if (server.status === 200) {
      const listing = await ask("GET", `/v1/convai/mcp-servers/${server.json.id}/tools`);
      assert.equal(listing.json.success, false, url);
      await ask("DELETE", `/v1/convai/mcp-servers/${server.json.id}`);
    } else {
      assert.ok(server.status >= 400 && server.status < 500, `${url} as a server: ${server.status}`);
    }
  }
  assert.deepEqual(seen.filter((path) => !path.startsWith("/http")), []);
});

test("a crawl does not leave for this machine either", async (t) => {
  const { port, seen } = await inside(t);
  const job = await ask("POST", "/v1/convai/knowledge-base/crawl", { url: `http://127.0.0.1:${port}/`, max_depth: 1, max_pages: 2 });
  if (job.status === 200) {
    const deadline = performance.now() + 30_000;
    let state = await ask("GET", `/v1/convai/knowledge-base/crawl/${job.json.id}`);
    while (["queued", "processing"].includes(state.json.status) && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      state = await ask("GET", `/v1/convai/knowledge-base/crawl/${job.json.id}`);
    }
    assert.ok(!["queued", "processing"].includes(state.json.status), state.json.status);
    assert.equal(state.json.pages_scraped, 0);
    await ask("DELETE", `/v1/convai/knowledge-base/${job.json.root_folder_id}?force=true`);
  } else {
    assert.ok(job.status < 500 || job.status === 501, String(job.status));
  }
  assert.deepEqual(seen, []);
});
