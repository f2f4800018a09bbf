import assert from "node:assert/strict";
import { test } from "node:test";
import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { soundSeconds } from "./mp3.js";
import { apiKey, baseUrl, client } from "./server.js";
import { shopAgent } from "./shop.js";

async function antiphon(method, path, key, body) {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { "xi-api-key": key, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, json: await response.json() };
}

async function keyFor(test, wanted) {
  const { status, json } = await antiphon("POST", "/v1/antiphon/keys", apiKey, { name: "Workspace test", ...wanted });
  assert.equal(status, 200, JSON.stringify(json));
  test.after(() => antiphon("DELETE", `/v1/antiphon/keys/${json.key_id}`, apiKey));
  return { ...json, client: new ElevenLabsClient({ apiKey: json.xi_api_key, baseUrl, maxRetries: 0 }) };
}

async function bytes(stream) {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

async function aVoice() {
  const { voices } = await client.voices.getAll();
  assert.ok(voices.length > 0);
  return voices[0].voiceId;
}

test("a key may what its role may, until it is revoked", async (t) => {
  const viewer = await keyFor(t, { role: "viewer" });
  await viewer.client.conversationalAi.agents.list();
  await assert.rejects(viewer.client.conversationalAi.agents.create(shopAgent()), { statusCode: 403 });
  await assert.rejects(viewer.client.webhooks.list(), { statusCode: 403 });
  await antiphon("DELETE", `/v1/antiphon/keys/${viewer.key_id}`, apiKey);
  await assert.rejects(viewer.client.conversationalAi.agents.list(), { statusCode: 401 });
});

test("a key with scopes opens only their doors", async (t) => {
  const speaker = await keyFor(t, { role: "operator", scopes: ["text_to_speech", "voices_read"] });
  await speaker.client.voices.getAll();
  await assert.rejects(speaker.client.conversationalAi.agents.list(), { statusCode: 403 });
});

test("a path in disguise is guarded like its plain form", async (t) => {
  const editor = await keyFor(t, { role: "editor" });
  for (const path of ["/v1/antiphon/%6beys", "/v1/antiphon/keys/", "/v1/antiphon/keys;a=b", "//v1/antiphon/keys", "/v1/%61ntiphon/audit"]) {
    const response = await fetch(`${baseUrl}${path}`, { headers: { "xi-api-key": editor.xi_api_key } });
    assert.ok([403, 404].includes(response.status), `${path} answered ${response.status}`);
  }
});

test("the trail tells what was done", async (t) => {
  const key = await keyFor(t, { role: "viewer" });
  const { json } = await antiphon("GET", `/v1/antiphon/audit?subject_id=${key.key_id}`, apiKey);
  assert.deepEqual(json.entries.map((entry) => entry.action), ["api_key.issue"]);
  assert.equal(json.has_more, false);
});

test("whoever asks has an account without limits", async () => {
  const user = await client.user.get();
  assert.equal(user.seatType, "workspace_admin");
  const before = (await client.user.subscription.get()).characterCount;
  await bytes(await client.textToSpeech.convert(await aVoice(), { text: "Ten chars.", outputFormat: "pcm_8000" }));
  assert.ok((await client.user.subscription.get()).characterCount >= before + 10);
  const now = Date.now();
  const usage = await client.usage.get({ startUnix: now - 86_400_000, endUnix: now });
  assert.ok(usage.usage.All.at(-1) >= 10);
});

test("voices and models are what the engines have", async () => {
  const voiceId = await aVoice();
  assert.equal((await client.voices.get(voiceId)).voiceId, voiceId);
  assert.equal((await client.voices.settings.get(voiceId)).speed, 1);
  const found = await client.voices.search({ search: voiceId, pageSize: 1 });
  assert.equal(found.voices[0].voiceId, voiceId);
  assert.deepEqual((await client.voices.getShared()).voices, []);
  assert.ok((await client.models.list()).every((model) => model.canDoTextToSpeech));
  await assert.rejects(client.voices.get("nobody"), { statusCode: 404 });
  await assert.rejects(client.voices.delete(voiceId), { statusCode: 409 });
});

test("a text is spoken, streamed, timed, and written down again", async () => {
  const voiceId = await aVoice();
  const request = { text: "Good morning. Do you have parking?" };
  const whole = await bytes(await client.textToSpeech.convert(voiceId, request));
  const seconds = soundSeconds(whole);
  assert.ok(seconds > 1 && seconds < 10, `${seconds} s`);
  const streamed = await bytes(await client.textToSpeech.stream(voiceId, { ...request, outputFormat: "mp3_22050_32" }));
  assert.ok(Math.abs(soundSeconds(streamed) - seconds) < 1);

  const timed = await client.textToSpeech.convertWithTimestamps(voiceId, request);
  assert.equal(timed.alignment.characters.join(""), request.text);
  const pieces = [];
  for await (const piece of await client.textToSpeech.streamWithTimestamps(voiceId, request)) {
    pieces.push(piece);
  }
  assert.equal(pieces.flatMap((piece) => piece.alignment.characters).join(""), request.text);

  const file = new File([whole], "speech.mp3", { type: "audio/mpeg" });
  const heard = await client.speechToText.convert({ modelId: "scribe_v1", file, languageCode: "en" });
  assert.match(heard.text, /parking/i);
  assert.ok(Math.abs(heard.audioDurationSecs - seconds) < 0.5);
  assert.equal((await client.speechToText.transcripts.get(heard.transcriptionId)).text, heard.text);
  await client.speechToText.transcripts.delete(heard.transcriptionId);
  await assert.rejects(client.speechToText.transcripts.get(heard.transcriptionId), { statusCode: 404 });

  await assert.rejects(client.textToSpeech.convert(voiceId, { ...request, outputFormat: "opus_48000_32" }), { statusCode: 422 });
  await assert.rejects(client.textToSpeech.convert("nobody", request), { statusCode: 404 });
  await assert.rejects(client.speechToText.convert({ modelId: "scribe_v1", file: new File(["x"], "x.mp3") }), { statusCode: 422 });
});

test("a token writes down one sound and no more", async () => {
  const voiceId = await aVoice();
  const sound = await bytes(await client.textToSpeech.convert(voiceId, { text: "Hello.", outputFormat: "wav_16000" }));
  const { token } = await client.tokens.singleUse.create("batch_scribe");
  const send = () => {
    const form = new FormData();
    form.append("model_id", "scribe_v1");
    form.append("file", new Blob([sound], { type: "audio/wav" }), "hello.wav");
    return fetch(`${baseUrl}/v1/speech-to-text?token=${token}`, { method: "POST", body: form });
  };
  const first = await send();
  assert.equal(first.status, 200, await first.clone().text());
  assert.equal((await send()).status, 401);
});

test("webhooks and auth connections keep their secrets", async (t) => {
  const { webhookId, webhookSecret } = await client.webhooks.create({
    settings: { authType: "hmac", name: "After calls", webhookUrl: "https://shop.example/hook" },
  });
  t.after(() => client.webhooks.delete(webhookId));
  assert.match(webhookSecret, /^wsec_/);
  assert.ok(!JSON.stringify(await client.webhooks.list()).includes(webhookSecret));

  const connection = await client.workspace.authConnections.create({
    authType: "bearer_auth",
    name: "Shop",
    provider: "shop",
    token: "t0ken-of-the-shop",
  });
  const tool = await client.conversationalAi.tools.create({
    toolConfig: {
      type: "webhook",
      name: "orders",
      description: "Lists orders.",
      apiSchema: { url: "https://shop.example/orders", authConnection: { authConnectionId: connection.id } },
    },
  });
  const { authConnections } = await client.workspace.authConnections.list();
  const listed = authConnections.find(({ id }) => id === connection.id);
  assert.deepEqual(listed.usedBy.tools.map(({ id }) => id), [tool.id]);
  assert.ok(!JSON.stringify(authConnections).includes("t0ken-of-the-shop"));
  await assert.rejects(client.workspace.authConnections.delete(connection.id), { statusCode: 409 });
  await client.conversationalAi.tools.delete(tool.id);
  await client.workspace.authConnections.delete(connection.id);
});

test("the server describes its doors without a key", async () => {
  const response = await fetch(`${baseUrl}/openapi?format=json`);
  assert.equal(response.status, 200);
  const { paths } = await response.json();
  for (const path of ["/v1/convai/agents/{agent_id}", "/v1/text-to-speech/{voice_id}/stream", "/v1/workspace/webhooks", "/v1/antiphon/keys"]) {
    assert.ok(paths[path], `${path} is described`);
  }
});

test("a page of anywhere may ask", async () => {
  const origin = "https://page.example";
  const preflight = await fetch(`${baseUrl}/v1/text-to-speech/x`, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "xi-api-key,content-type" },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-allow-origin"), origin);
  const refused = await fetch(`${baseUrl}/v1/voices`, { headers: { origin } });
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get("access-control-allow-origin"), origin);
});
