// Drives operations by the official client and notes which of them work, which are honestly missing, and which fail.

import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { address, operation as named, OPERATIONS } from "./operations.js";
import { asSdk, bodySchema, sdkName, spoilt } from "./schemas.js";

export const WORKS = "works";
export const MISSING = "501";
export const FAILS = "fails";

const isJson = (headers) => (headers.get("content-type") ?? "").includes("json");

/** The contract's two shapes of an error. */
function isRefusal(answer) {
  const detail = answer.json?.detail;
  return Array.isArray(detail)
    ? detail.length > 0 && detail.every((problem) => Array.isArray(problem.loc) && problem.msg && problem.type)
    : Boolean(detail?.status && detail?.message);
}

async function read(response) {
  const bytes = Buffer.from(await response.arrayBuffer());
  const json = isJson(response.headers) && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
  return { status: response.status, headers: response.headers, bytes, json };
}

const brief = (value) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing")).slice(0, 300);

export class Walk {
  #baseUrl;
  #apiKey;
  #client;
  #last;
  /** By the operation's name: `{ tried, answered, missing, complaints }`. */
  #notes = new Map(OPERATIONS.map(({ name }) => [name, { tried: false, works: false, missing: false, complaints: [] }]));
  /** Every exchange, for those who look for what must not be in any. */
  witness = () => {};

  constructor(baseUrl, apiKey) {
    this.#baseUrl = baseUrl;
    this.#apiKey = apiKey;
    this.#client = new ElevenLabsClient({ apiKey, baseUrl, maxRetries: 0, fetch: (url, init) => this.#exchange(url, init) });
  }

  /**
   * Tries an operation: first wrongly in every way that it lends itself to, and then rightly.
   *
   * @param steps the variable steps of the path; one that is undefined, since what it should name could not be made, is made up
   * @param body in the words of the wire
   * @param files of a multipart body, by the field's name
   * @param check given the answer, throws if it is not what was to be expected
   * @param refused the status of a refusal that is all there can be, since what is asked for exists nowhere here
   * @returns the answer (JSON, or bytes); undefined unless the operation works
   */
  async drive(name, { steps = [], query = {}, body, files, check = () => {}, refused } = {}) {
    const operation = named(name);
    const notes = this.#notes.get(name);
    const request = {
      operation,
      steps: operation.steps.map((step, i) => steps[i] ?? `no_such_${step}`),
      query,
      body: body ?? (operation.body.length > 0 && !operation.multipart ? {} : undefined),
      files,
    };
    if (!notes.tried) {
      notes.tried = true;
      notes.complaints.push(...(await this.#wrongly(request)));
    }
    try {
      const answer = await this.#rightly(request);
      const given = answer.json ?? answer.bytes;
      await check(given, answer);
      assert.equal(refused, undefined, "was not refused");
      notes.works = true;
      return given;
    } catch (error) {
      if (error.statusCode === 501 && isRefusal({ json: error.body })) {
        notes.missing = true;
      } else if (refused !== undefined && error.statusCode === refused && isRefusal({ json: error.body })) {
        notes.works = true;
      } else {
        const said = error.statusCode ? `answered ${error.statusCode} ${brief(error.body)}` : error.message;
        notes.complaints.push(`${brief(request.steps)} ${said}`);
      }
      return undefined;
    }
  }

  /** Notes what was found out about an operation by other means than asking. */
  note(name, complaint) {
    const notes = this.#notes.get(name);
    notes.tried = true;
    if (complaint) {
      notes.complaints.push(complaint);
    } else {
      notes.works = true;
    }
  }

  outcomes() {
    return OPERATIONS.map((operation) => {
      const { tried, works, missing, complaints } = this.#notes.get(operation.name);
      if (!tried) {
        return { operation, state: FAILS, complaints: ["was never tried"] };
      }
      if (missing && !works) {
        // What is missing need not tell one mistake from another.
        const others = complaints.filter((complaint) => complaint.startsWith("with a wrong key"));
        return { operation, state: others.length > 0 ? FAILS : MISSING, complaints: others };
      }
      const all = missing ? [...complaints, "answered 501, but not always"] : complaints;
      return { operation, state: all.length > 0 ? FAILS : WORKS, complaints: all };
    });
  }

  async #exchange(url, init) {
    const response = await fetch(url, init);
    this.#last = { ...(await read(response)), sent: init };
    this.witness(url, this.#last);
    const empty = [204, 205, 304].includes(response.status);
    return new Response(empty ? null : this.#last.bytes, { status: response.status, headers: response.headers });
  }

  async #rightly({ operation, steps, query, body, files }) {
    if (!operation.sdk) {
      const answer = await this.raw(operation, { steps, query, body });
      if (answer.status >= 300) {
        throw Object.assign(new Error("refused"), { statusCode: answer.status, body: answer.json });
      }
      return answer;
    }
    const request = {
      ...Object.fromEntries(Object.entries(query).map(([name, value]) => [sdkName(name), value])),
      ...(body === undefined ? {} : asSdk(bodySchema(operation.body), body)),
      ...Object.fromEntries(Object.entries(files ?? {}).map(([name, value]) => [sdkName(name), value])),
    };
    const path = operation.sdk.split(".");
    const owner = path.slice(0, -1).reduce((client, part) => client[part], this.#client);
    const wantsRequest = operation.query.length > 0 || operation.body.length > 0;
    await owner[path.at(-1)](...steps, ...(wantsRequest ? [request] : []));
    if (body !== undefined && !operation.multipart) {
      const sent = JSON.parse(this.#last.sent.body ?? "{}");
      assert.ok(isDeepStrictEqual(sent, body), `the SDK sent ${brief(sent)} rather than ${brief(body)}`);
    }
    return this.#last;
  }

  /** One request without the SDK. */
  async raw(operation, { steps = [], query = {}, body, headers = {}, method = operation.method }) {
    const init = { method, headers: { "xi-api-key": this.#apiKey, ...headers } };
    if (body instanceof FormData || typeof body === "string" || Buffer.isBuffer(body)) {
      init.body = body;
    } else if (body !== undefined) {
      init.body = JSON.stringify(body);
    }
    if (init.body !== undefined && !(body instanceof FormData) && !("content-type" in init.headers)) {
      init.headers["content-type"] = "application/json";
    }
    const url = `${this.#baseUrl}${address(operation, steps, query)}`;
    const answer = { ...(await read(await fetch(url, init))), sent: init };
    this.witness(url, answer);
    return answer;
  }

  /** Complaints about how wrong requests are taken. */
  async #wrongly(request) {
    const wrongs = [wrongKey, unknownSteps, wrongKind, noJson, wrongQuery, missingQuery, emptyForm].flatMap((kind) => kind(request));
    const found = await Promise.all(
      wrongs.map(async ({ what, ask, statuses, at }) => {
        const answer = await this.raw(request.operation, { ...request, body: bodyOf(request), ...ask });
        if (answer.status === 501) {
          return statuses.includes(501) ? [] : [`${what}: 501`];
        }
        if (!statuses.includes(answer.status)) {
          return [`${what}: ${answer.status} rather than ${statuses.join(" or ")}, ${brief(answer.json ?? answer.bytes.toString())}`];
        }
        if (!isRefusal(answer)) {
          return [`${what}: ${answer.status} without the contract's detail, ${brief(answer.json ?? answer.bytes.toString())}`];
        }
        const places = [answer.json.detail].flat().map((problem) => problem.loc ?? []);
        return at && !places.some((loc) => loc[0] === at[0] && (at.length === 1 || loc.includes(at[1])))
          ? [`${what}: ${brief(answer.json.detail)} does not name ${at.join(".")}`]
          : [];
      }),
    );
    return found.flat();
  }
}

function bodyOf({ operation, body, files }) {
  if (!operation.multipart) {
    return body;
  }
  const form = new FormData();
  Object.entries({ ...body, ...files }).forEach(([name, value]) => form.append(name, value));
  return form;
}

function wrongKey({ operation }) {
  const ask = { headers: { "xi-api-key": "not-a-key" } };
  return operation.needsKey ? [{ what: "with a wrong key", ask, statuses: [401] }] : [];
}

function unknownSteps({ operation, steps }) {
  return operation.steps.map((step, i) => ({
    what: `with an unknown ${step}`,
    ask: { steps: steps.map((known, j) => (i === j ? `no_such_${step}` : known)) },
    // Some steps choose from words.
    statuses: /_type$/.test(step) ? [404, 422] : [404],
  }));
}

function wrongKind({ operation, body }) {
  const wrong = operation.body.length > 0 && !operation.multipart ? spoilt(operation.body, body) : undefined;
  return wrong
    ? [{ what: `with ${wrong.field} of a wrong kind`, ask: { body: wrong.body }, statuses: [422], at: ["body", wrong.field] }]
    : [];
}

function noJson({ operation }) {
  const takesJson = operation.body.length > 0 && !operation.multipart;
  return takesJson ? [{ what: "with a body that is no JSON", ask: { body: '{"a": ' }, statuses: [400, 422] }] : [];
}

function wrongQuery({ operation, query }) {
  const spoilers = { integer: "many", boolean: "perhaps", number: "much", enum: "no_such_word" };
  const wrong = operation.query.find(({ type }) => type in spoilers);
  return wrong
    ? [{
        what: `with a wrong ${wrong.name}`,
        ask: { query: { ...query, [wrong.name]: spoilers[wrong.type] } },
        statuses: [422],
        at: ["query", wrong.name],
      }]
    : [];
}

function missingQuery({ operation, query }) {
  const needed = operation.query.find(({ required }) => required);
  const { [needed?.name]: _, ...rest } = query;
  return needed ? [{ what: `without ${needed.name}`, ask: { query: rest }, statuses: [422], at: ["query", needed.name] }] : [];
}

function emptyForm({ operation }) {
  const form = new FormData();
  form.append("of_no_meaning", "x");
  return operation.multipart ? [{ what: "with nothing of what is asked for", ask: { body: form }, statuses: [400, 422] }] : [];
}
