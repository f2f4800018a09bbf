import assert from "node:assert/strict";
import { keeps, lists, SECRET, tone } from "./fixtures.js";

/** What belongs to the workspace as a whole. */
export async function workspace(walk) {
  const before = await walk.drive("settings.get", { check: (answer) => assert.equal(typeof answer.rag_retention_period_days, "number") });
  const change = { rag_retention_period_days: 7 };
  await walk.drive("settings.update", { body: change, check: keeps(change) });
  await walk.drive("settings.get", { check: keeps(change) });
  if (before) {
    await walk.drive("settings.update", { body: { rag_retention_period_days: before.rag_retention_period_days } });
  }
  const charts = { charts: [{ type: "call_success", name: "How calls go" }] };
  await walk.drive("dashboard.settings.update", { body: charts, check: keeps(charts) });
  await walk.drive("dashboard.settings.get", { check: keeps(charts) });

  await walk.drive("user.get", { check: (answer) => assert.ok(answer.user_id) });
  await walk.drive("user.subscription.get", { check: (answer) => assert.ok(answer.tier) });
  const now = Math.floor(Date.now() / 1000);
  await walk.drive("usage.get", { query: { start_unix: (now - 86_400) * 1000, end_unix: now * 1000 }, check: (answer) => assert.ok(Array.isArray(answer.time)) });
  await walk.drive("tokens.singleUse.create", { steps: ["batch_scribe"], check: (answer) => assert.ok(answer.token) });
  await webhooks(walk);
  await connections(walk);
}

async function webhooks(walk) {
  const name = `Walk ${Date.now()}`;
  const body = { settings: { auth_type: "hmac", name, webhook_url: "https://shop.example/hook" } };
  const { webhook_id: id } = (await walk.drive("webhooks.create", { body, check: (answer) => assert.ok(answer.webhook_secret) })) ?? {};
  await walk.drive("webhooks.list", { check: lists("webhooks", id, "webhook_id") });
  await walk.drive("webhooks.update", { steps: [id], body: { is_disabled: true, name: `${name}!` } });
  await walk.drive("webhooks.list", { check: (answer) => keeps({ is_disabled: true, name: `${name}!` })(answer.webhooks.find((hook) => hook.webhook_id === id)) });
  await walk.drive("webhooks.delete", { steps: [id] });
}

async function connections(walk) {
  const body = { auth_type: "basic_auth", name: `Walk ${Date.now()}`, provider: "shop", username: "walker", password: SECRET };
  const { password: _, ...kept } = body;
  const { id } = (await walk.drive("workspace.authConnections.create", {
    body,
    check: keeps(kept),
  })) ?? {};
  await walk.drive("workspace.authConnections.list", { check: lists("auth_connections", id) });
  await walk.drive("workspace.authConnections.update", { steps: [id], body: { auth_type: "basic_auth", provider: "shop", username: "runner" }, check: keeps({ username: "runner" }) });
  await walk.drive("workspace.authConnections.delete", { steps: [id] });
}

const sound = (answer) => assert.ok(answer.length > 1000, `${answer.length} bytes are no sound`);

/** Voices, models and the engines by themselves. */
export async function speech(walk) {
  await walk.drive("models.list", { check: (answer) => assert.ok(answer.length > 0) });
  const { voices } = (await walk.drive("voices.getAll", { check: (answer) => assert.ok(answer.voices.length > 0) })) ?? {};
  const voice = voices?.[0].voice_id;
  await walk.drive("voices.search", { check: lists("voices", voice, "voice_id") });
  await walk.drive("voices.get", { steps: [voice], check: keeps({ voice_id: voice }) });
  await walk.drive("voices.settings.get", { steps: [voice] });
  await walk.drive("voices.settings.getDefault");
  await walk.drive("voices.getShared", { check: (answer) => assert.ok(Array.isArray(answer.voices)) });
  // Every voice comes with an engine.
  await walk.drive("voices.delete", { steps: [voice], refused: 409 });

  const body = { text: "Good morning." };
  await walk.drive("textToSpeech.convert", { steps: [voice], body, check: sound });
  await walk.drive("textToSpeech.stream", { steps: [voice], body, check: sound });
  const timed = (answer) => assert.ok(answer.audio_base64.length > 1000);
  await walk.drive("textToSpeech.convertWithTimestamps", { steps: [voice], body, check: timed });
  await walk.drive("textToSpeech.streamWithTimestamps", { steps: [voice], body });
  const audio = new File([tone()], "tone.wav", { type: "audio/wav" });
  await walk.drive("speechToSpeech.convert", { steps: [voice], files: { audio }, check: sound });
  await walk.drive("speechToSpeech.stream", { steps: [voice], files: { audio }, check: sound });
  const heard = await walk.drive("speechToText.convert", { body: { model_id: "scribe_v1" }, files: { file: audio }, check: (answer) => assert.equal(typeof answer.text, "string") });
  const transcript = heard?.transcription_id ?? undefined;
  await walk.drive("speechToText.transcripts.get", { steps: [transcript], check: keeps({ text: heard?.text }) });
  await walk.drive("speechToText.transcripts.delete", { steps: [transcript] });
  await engines(walk);
}

async function engines(walk) {
  const body = { name: "Walk", speech_engine: { ws_url: "wss://shop.example/engine" }, tags: ["walk"] };
  const { speech_engine_id: id } = (await walk.drive("speechEngine.create", { body, check: keeps(body) })) ?? {};
  await walk.drive("speechEngine.get", { steps: [id], check: keeps(body) });
  await walk.drive("speechEngine.list", { query: { search: "Walk" }, check: lists("speech_engines", id, "speech_engine_id") });
  await walk.drive("speechEngine.update", { steps: [id], body: { name: "Walks" }, check: keeps({ name: "Walks", tags: ["walk"] }) });
  const { speech_engine_id: copy } = (await walk.drive("speechEngine.duplicate", { steps: [id], body: { name: "Copy" } })) ?? {};
  if (copy) {
    await walk.drive("speechEngine.delete", { steps: [copy] });
  }
  await walk.drive("speechEngine.delete", { steps: [id] });
}
