import assert from "node:assert/strict";
import WebSocket from "ws";
import { chat } from "../../chat.js";
import { patiently, socketOrigin } from "../../server.js";
import { keeps, lists, PNG, QUESTION } from "./fixtures.js";

/** A conversation in writing, told by its record. */
export async function conversations(walk, world) {
  const agent = world.agentId;
  const asked = { agent_id: agent ?? "no_such_agent" };
  await walk.drive("conversations.getSignedUrl", { query: asked, check: (answer) => assert.match(answer.signed_url, /conversation_signature=/) });
  await walk.drive("GET /v1/convai/conversation/get_signed_url", { query: asked, check: (answer) => assert.match(answer.signed_url, /conversation_signature=/) });
  await walk.drive("conversations.getWebrtcToken", { query: asked });
  const id = await converse(walk, world);
  const spoken = await greetedAloud(agent);
  const live = await world.until(() => walk.drive("analytics.liveCount.get", { query: asked }), (answer) => answer.count === 0);
  assert.equal(live?.count, 0);

  const ended = await world.until(
    () => walk.drive("conversations.get", { steps: [id], check: keeps({ conversation_id: id, agent_id: agent }) }),
    (answer) => answer.status === "done" || answer.status === "failed",
  );
  assert.equal(ended?.status, "done");
  await walk.drive("conversations.list", { query: { agent_id: agent, page_size: 100 }, check: lists("conversations", id, "conversation_id") });
  await walk.drive("conversations.getSummary", { steps: [id], check: keeps({ conversation_id: id, agent_id: agent }) });
  await world.until(
    () => walk.drive("conversations.get", { steps: [spoken] }),
    (answer) => answer.status === "done" || answer.status === "failed",
  );
  await walk.drive("conversations.audio.get", { steps: [spoken], check: (answer) => assert.ok(answer.length > 1000) });
  await walk.drive("conversations.messages.textSearch", { query: { text_query: "parking", agent_id: agent }, check: lists("results", id, "conversation_id") });
  const meant = { text_query: "Where can I leave my car?", agent_id: agent };
  const found = await world.until(
    () => walk.drive("conversations.messages.search", { query: meant, check: (answer) => assert.ok(Array.isArray(answer.results)) }),
    (answer) => answer.results.some((message) => message.conversation_id === id),
  );
  assert.match(found?.results[0]?.chunk_text ?? "nothing was found", /parking/);
  // No conversation comes from a messenger or a ticket here.
  await walk.drive("conversations.resolve", { query: { agent_id: agent, reference: "https://shop.slack.com/archives/C1/p1" }, refused: 404 });
  await walk.drive("conversations.getSipMessages", { steps: [id], check: (answer) => assert.deepEqual(answer.sip_messages, []) });
  await topics(walk, world);
  await walk.drive("users.list", { query: asked, check: (answer) => assert.ok(Array.isArray(answer.users)) });
  await walk.drive("conversations.feedback.create", { steps: [id], body: { feedback: "like" } });
  await walk.drive("conversations.get", { steps: [id], check: (answer) => keeps({ overall_score: "like" })(answer.metadata.feedback) });
  await walk.drive("conversations.analysis.run", { steps: [id], check: keeps({ conversation_id: id }) });
  await walk.drive("conversations.analysis.runEvaluation", { steps: [id], body: { evaluation_id: "polite" }, check: keeps({ conversation_id: id }) });
  await tags(walk, id);
  await tickets(walk, agent, id);
  await walk.drive("conversations.delete", { steps: [id] });
}

/** Topics are looked for some seconds after an analysis. The agent may have had too few conversations for one. */
async function topics(walk, world) {
  const looked = await world.until(
    () => walk.drive("conversations.topics.get", { steps: [world.agentId], query: { sort_by: "success_rate", page_size: 5 }, check: (answer) => assert.ok(Array.isArray(answer.topics)) }),
    (answer) => answer.aggregated_run_count > 0,
  );
  assert.ok(looked === undefined || looked.aggregated_run_count > 0, "no topics were looked for");
  await walk.drive("conversations.list", { query: { agent_id: world.agentId, topic_ids: ["no_such_topic"] }, check: (answer) => assert.deepEqual(answer.conversations, []) });
}

/** Has one, watched by a supervisor, with a file handed over; the conversation's id. */
async function converse(walk, world) {
  const { session, minutes, ask } = await chat(world.test, { agentId: world.agentId, origin: socketOrigin });
  const id = session.getId();
  await minutes.nth("agent", 1);
  await watch(walk, id, world.apiKey);
  await walk.drive("analytics.liveCount.get", { query: { agent_id: world.agentId }, check: (answer) => assert.equal(answer.count, 1) });
  const { file_id: file } = (await walk.drive("conversations.files.create", { steps: [id], files: { file: new File([PNG], "point.png", { type: "image/png" }) } })) ?? {};
  await walk.drive("conversations.files.delete", { steps: [id, file], check: keeps({ file_id: file }) });
  const answer = await ask(QUESTION);
  walk.note("WS /v1/convai/conversation", /parking/i.test(answer) ? undefined : `answered ${answer}`);
  await session.endSession();
  return id;
}

/** Listens to the greeting and hangs up; the conversation's id. */
function greetedAloud(agent) {
  const socket = new WebSocket(`${socketOrigin}/v1/convai/conversation?agent_id=${agent}`, ["convai"]);
  const heard = new Promise((resolve, reject) => {
    let id;
    socket.on("open", () => socket.send(JSON.stringify({ type: "conversation_initiation_client_data" })));
    socket.on("message", (text) => {
      const event = JSON.parse(text.toString());
      id ??= event.conversation_initiation_metadata_event?.conversation_id;
      if (event.type === "audio") {
        resolve(id);
      }
    });
    socket.on("error", reject);
    socket.on("close", (code) => reject(new Error(`closed with ${code} before a sound came`)));
  });
  return patiently(heard, "the sound of the greeting").finally(() => socket.close(1000));
}

/** Looks in as a supervisor does. */
async function watch(walk, id, apiKey) {
  const socket = new WebSocket(`${socketOrigin}/v1/convai/conversations/${id}/monitor`, { headers: { "xi-api-key": apiKey } });
  const first = new Promise((resolve, reject) => {
    socket.on("message", (text) => resolve(JSON.parse(text.toString())));
    socket.on("error", reject);
    socket.on("close", (code) => reject(new Error(`closed with ${code}`)));
  });
  try {
    const event = await patiently(first, "the first event of a monitored conversation");
    walk.note("WS /v1/convai/conversations/{conversation_id}/monitor", event.type ? undefined : "an event without a type");
  } catch (error) {
    walk.note("WS /v1/convai/conversations/{conversation_id}/monitor", error.message);
  } finally {
    socket.terminate();
  }
}

async function tags(walk, conversation) {
  const body = { title: `walk ${Date.now()}`, description: "Of the walk." };
  const { tag_id: id } = (await walk.drive("conversations.tags.create", { body, check: keeps(body) })) ?? {};
  await walk.drive("conversations.tags.get", { steps: [id], check: keeps({ ...body, tag_id: id }) });
  await walk.drive("conversations.tags.list", { query: { page_size: 100 }, check: lists("conversation_tags", id, "tag_id") });
  await walk.drive("conversations.tags.update", { steps: [id], body: { description: "Changed." }, check: keeps({ title: body.title, description: "Changed." }) });
  await walk.drive("conversations.tags.assign", { steps: [conversation], body: { tag_ids: [id ?? "no_such_tag"] } });
  if (id) {
    await walk.drive("conversations.list", { query: { tag_ids: [id] }, check: lists("conversations", conversation, "conversation_id") });
  }
  await walk.drive("conversations.tags.unassign", { steps: [conversation, id] });
  await walk.drive("conversations.tags.delete", { steps: [id] });
}

async function tickets(walk, agent, conversation) {
  const body = { conversation_id: conversation, qa_comment: "Look at this." };
  const { agentqa_ticket_id: id } = (await walk.drive("triageTickets.create", { body, check: keeps({ agent_id: agent }) })) ?? {};
  const { agentqa_ticket_id: other } = (await walk.drive("triageTickets.createManual", { steps: [agent], body: { qa_comment: "And at this." } })) ?? {};
  await walk.drive("triageTickets.get", { steps: [id], check: keeps({ agentqa_ticket_id: id }) });
  const listed = lists("agent_conversation_tickets", id, "agentqa_ticket_id");
  await walk.drive("triageTickets.list", { steps: [agent], check: listed });
  await walk.drive("triageTickets.listForWorkspace", { check: listed });
  await walk.drive("triageTickets.listAssignableUsers", { steps: [agent] });
  await walk.drive("triageTickets.update", { steps: [id], body: { status: "in_progress" }, check: keeps({ status: "in_progress" }) });
  await walk.drive("triageTickets.addComment", { steps: [id], body: { comment: "Looking." } });
  await walk.drive("triageTickets.addTurnComment", { steps: [id], body: { turn_index: 0, comment: "Here." } });
  await walk.drive("triageTickets.merge", { steps: [id], body: { source_ticket_ids: [other ?? "no_such_ticket"] } });
  await walk.drive("triageTickets.delete", { steps: [id] });
}
