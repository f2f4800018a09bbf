import assert from "node:assert/strict";
import { keeps, lists, SECRET } from "./fixtures.js";

/** Numbers and what calls through them. Nothing here may reach a carrier: the account is made up. */
export async function telephony(walk, world) {
  const agent = world.agentId;
  const body = {
    provider: "twilio",
    phone_number: `+1555${String(Date.now()).slice(-7)}`,
    label: "Walk",
    sid: `AC${"0".repeat(32)}`,
    token: SECRET,
  };
  const { phone_number_id: id } = (await walk.drive("phoneNumbers.create", { body })) ?? {};
  const kept = { provider: "twilio", phone_number: body.phone_number, label: "Walk", phone_number_id: id };
  await walk.drive("phoneNumbers.get", { steps: [id], check: keeps(kept) });
  await walk.drive("phoneNumbers.list", { check: lists(undefined, id, "phone_number_id") });
  await walk.drive("phoneNumbers.listV2", { check: lists("phone_numbers", id, "phone_number_id") });
  const change = { label: "Walks", agent_id: agent ?? "no_such_agent" };
  await walk.drive("phoneNumbers.update", {
    steps: [id],
    body: change,
    check: (answer) => assert.deepEqual([answer.label, answer.assigned_agent?.agent_id], ["Walks", agent]),
  });
  await walk.drive("phoneNumbers.getSipMessages", { steps: [id], check: (answer) => assert.deepEqual(answer.sip_messages, []) });
  await calls(walk, agent, id);
  await batches(walk, agent, id);
  await walk.drive("phoneNumbers.delete", { steps: [id] });
}

async function calls(walk, agent, number) {
  const body = { agent_id: agent ?? "no_such_agent", agent_phone_number_id: number ?? "no_such_number", to_number: "+15550123456" };
  await walk.drive("twilio.outboundCall", { body });
  await walk.drive("sipTrunk.outboundCall", { body });
  await walk.drive("exotel.outboundCall", { body });
  await walk.drive("twilio.registerCall", {
    body: { agent_id: body.agent_id, from_number: "+15550123456", to_number: "+15550123457", direction: "inbound" },
    check: (answer) => assert.match(answer.toString(), /<Stream /),
  });
  const whatsapp = { whatsapp_phone_number_id: "no_such_number", whatsapp_user_id: "15550123456", agent_id: body.agent_id };
  await walk.drive("whatsapp.outboundCall", {
    body: { ...whatsapp, whatsapp_call_permission_request_template_name: "ask", whatsapp_call_permission_request_template_language_code: "en" },
  });
  await walk.drive("whatsapp.outboundMessage", { body: { ...whatsapp, template_name: "hello", template_language_code: "en", template_params: [] } });
  await walk.drive("whatsappAccounts.list");
  await walk.drive("whatsappAccounts.get", { steps: [undefined] });
  await walk.drive("whatsappAccounts.update", { steps: [undefined], body: { enable_messaging: false } });
  await walk.drive("whatsappAccounts.delete", { steps: [undefined] });
}

async function batches(walk, agent, number) {
  const body = {
    call_name: "Walk",
    agent_id: agent ?? "no_such_agent",
    agent_phone_number_id: number ?? "no_such_number",
    recipients: [{ phone_number: "+15550123456" }],
    scheduled_time_unix: Math.floor(Date.now() / 1000) + 86_400,
  };
  const { id } = (await walk.drive("batchCalls.create", { body, check: keeps({ name: "Walk", agent_id: agent }) })) ?? {};
  await walk.drive("batchCalls.get", { steps: [id], check: keeps({ id, name: "Walk" }) });
  await walk.drive("batchCalls.list", { check: lists("batch_calls", id) });
  await walk.drive("batchCalls.export", { steps: [id], check: (answer) => assert.match(answer.toString(), /15550123456/) });
  await walk.drive("batchCalls.cancel", { steps: [id], check: keeps({ id }) });
  await walk.drive("batchCalls.retry", { steps: [id], check: keeps({ id }) });
  await walk.drive("batchCalls.delete", { steps: [id] });
}
