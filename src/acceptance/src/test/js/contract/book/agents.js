import assert from "node:assert/strict";
import { agentBody, keeps, lists, PNG, tone } from "./fixtures.js";

const file = (bytes, name, type) => new File([bytes], name, { type });

/** Agents, and what belongs to one alone. Leaves `world.agent` for the others. */
export async function agents(walk, world) {
  const body = agentBody("Walk of the contract");
  const { agent_id: id } = (await walk.drive("agents.create", { body })) ?? {};
  world.agentId = id;
  const agent = (await walk.drive("agents.get", { steps: [id], check: keeps({ ...body, agent_id: id }) })) ?? {};
  world.agent = agent;
  await walk.drive("agents.list", { query: { search: "Walk of", page_size: 100 }, check: lists("agents", id, "agent_id") });

  const change = { name: "Walk through the contract", conversation_config: { agent: { first_message: "Hello!" } } };
  await walk.drive("agents.update", { steps: [id], body: change, check: keeps(change) });
  await walk.drive("agents.get", { steps: [id], check: keeps({ ...change, tags: body.tags }) });

  await walk.drive("agents.summaries.get", {
    query: { agent_ids: [id] },
    check: (answer) => keeps({ status: "success", data: { agent_id: id, name: change.name } })(answer[id]),
  });
  await walk.drive("agents.link.get", { steps: [id], check: keeps({ agent_id: id }) });
  await walk.drive("agents.widget.get", {
    steps: [id],
    check: keeps({ agent_id: id, widget_config: { language: "en", first_message: "Hello!", avatar: { type: "orb" } } }),
  });
  await walk.drive("agents.knowledgeBase.size", { steps: [id], check: keeps({ number_of_pages: 0 }) });
  const usage = { prompt_length: 1000, number_of_pages: 10, rag_enabled: false };
  const priced = (answer) => assert.ok(Array.isArray(answer.llm_prices));
  await walk.drive("agents.llmUsage.calculate", { steps: [id], body: usage, check: priced });
  await walk.drive("agents.llmUsage.calculate", { steps: [id], body: {}, check: (answer) => assert.ok(answer.llm_prices.length > 0) });
  await walk.drive("llmUsage.calculate", { body: usage, check: priced });
  await walk.drive("llm.list", { check: (answer) => assert.ok(answer.llms.length > 0) });

  await picture(walk, id);
  const { hold_audio: sound } =
    (await walk.drive("agents.holdAudio.create", {
      steps: [id],
      files: { hold_audio_file: file(tone(), "tone.wav", "audio/wav") },
      check: (answer) => keeps({ original_filename: "tone.wav", duration_secs: 1, size_bytes: tone().length })(answer.hold_audio),
    })) ?? {};
  const queueing = (hold_audio) => keeps({ platform_settings: { queueing_config: { hold_audio } } });
  await walk.drive("agents.get", { steps: [id], check: queueing(sound ?? null) });
  await walk.drive("agents.holdAudio.delete", { steps: [id], check: keeps({ agent_id: id }) });
  await walk.drive("agents.get", { steps: [id], check: queueing(null) });
}

/** A picture that pages show without a key, at the address that the widget tells them. */
async function picture(walk, id) {
  const { avatar_url: url } =
    (await walk.drive("agents.widget.avatar.create", {
      steps: [id],
      files: { avatar_file: file(PNG, "point.png", "image/png") },
      check: async (answer) => {
        const shown = await fetch(answer.avatar_url);
        assert.equal(shown.headers.get("content-type"), "image/png");
        assert.deepEqual(Buffer.from(await shown.arrayBuffer()), PNG);
      },
    })) ?? {};
  await walk.drive("agents.widget.get", { steps: [id], check: keeps({ widget_config: { avatar: { type: "image", url } } }) });
}

/** Branches, versions, drafts, deployments, proposals to merge, procedures. */
export async function branches(walk, world) {
  const id = world.agentId;
  const current = (await walk.drive("agents.get", { steps: [id] })) ?? {};
  const main = current.main_branch_id ?? current.branch_id ?? undefined;
  const version = current.version_id ?? undefined;
  await walk.drive("agents.versions.get", { steps: [id, version], check: keeps({ id: version, agent_id: id }) });

  const body = { parent_version_id: version ?? "no_such_version", name: "Evening", description: "What is said after six." };
  const { created_branch_id: branch } = (await walk.drive("agents.branches.create", { steps: [id], body })) ?? {};
  await walk.drive("agents.branches.get", { steps: [id, branch], check: keeps({ id: branch, agent_id: id, name: "Evening" }) });
  await walk.drive("agents.branches.list", { steps: [id], check: lists("results", branch) });
  await walk.drive("agents.branches.update", { steps: [id, branch], body: { name: "Night" }, check: keeps({ name: "Night" }) });
  const greeting = { conversation_config: { agent: { first_message: "Good evening!" } } };
  if (branch) {
    await walk.drive("agents.update", { steps: [id], query: { branch_id: branch }, body: greeting, check: keeps(greeting) });
  }

  const draft = { conversation_config: greeting.conversation_config, platform_settings: {}, workflow: {}, name: "Draft" };
  await walk.drive("agents.drafts.create", { steps: [id], query: { branch_id: branch ?? "no_such_branch" }, body: draft });
  await walk.drive("agents.drafts.delete", { steps: [id], query: { branch_id: branch ?? "no_such_branch" } });

  const onto = { target_branch_id: main ?? "no_such_branch" };
  await walk.drive("agents.branches.previewMerge", { steps: [id, branch], query: onto, check: keeps(greeting) });
  await walk.drive("agents.branches.previewRebase", { steps: [id, branch], check: keeps(greeting) });
  await walk.drive("agents.branches.rebase", { steps: [id, branch] });
  const share = (branchId, percent) => ({ branch_id: branchId ?? "no_such_branch", deployment_strategy: { type: "percentage", traffic_percentage: percent } });
  await walk.drive("agents.deployments.create", {
    steps: [id],
    body: { deployment_request: { requests: [share(main, 75), share(branch, 25)] } },
    check: (answer) => assert.equal(answer.traffic_percentage_branch_id_map[branch], 25),
  });
  await walk.drive("agents.deployments.list", { steps: [id], check: (answer) => assert.ok(answer.results.length > 0) });
  await walk.drive("agents.deployments.create", { steps: [id], body: { deployment_request: { requests: [share(main, 100), share(branch, 0)] } } });
  await proposals(walk, id, branch, main);
  await procedures(walk, id, branch);
  const merged = await walk.drive("agents.branches.merge", { steps: [id, branch], query: onto, body: { archive_source_branch: true } });
  if (merged) {
    await walk.drive("agents.get", { steps: [id], check: keeps(greeting) });
  }
}

async function proposals(walk, id, branch, main) {
  const body = { source_branch_id: branch ?? "none", target_branch_id: main ?? "none", title: "Greet at night" };
  const { created_merge_proposal_id: proposal } = (await walk.drive("agents.mergeProposals.create", { steps: [id], body })) ?? {};
  await walk.drive("agents.mergeProposals.get", { steps: [id, proposal], check: keeps({ id: proposal, title: body.title }) });
  await walk.drive("agents.mergeProposals.list", { steps: [id], check: lists("results", proposal) });
  await walk.drive("agents.mergeProposals.update", { steps: [id, proposal], body: { title: "Greet" }, check: keeps({ title: "Greet" }) });
  await walk.drive("agents.mergeProposals.addComment", { steps: [id, proposal], body: { body: "Good." } });
  await walk.drive("agents.mergeProposals.submitReview", { steps: [id, proposal], body: { state: "approved" } });
  await walk.drive("agents.mergeProposals.merge", { steps: [id, proposal], body: { archive_source_branch: false } });
}

async function procedures(walk, id, branch) {
  const body = { name: "Refund", content: "Ask for the number of the order.", type: "free_form" };
  const { procedure_id: procedure } = (await walk.drive("agents.procedures.create", { steps: [id, branch], body })) ?? {};
  await walk.drive("agents.procedures.get", { steps: [id, branch, procedure], check: keeps(body) });
  await walk.drive("agents.procedures.list", { steps: [id, branch], check: lists("procedures", procedure, "procedure_id") });
  const draft = { ...body, content: "Ask for the name." };
  await walk.drive("agents.procedures.drafts.update", { steps: [id, branch, procedure], body: draft, check: keeps(draft) });
  await walk.drive("agents.procedures.drafts.get", { steps: [id, branch, procedure], check: keeps(draft) });
  await walk.drive("agents.procedures.drafts.delete", { steps: [id, branch, procedure] });
  await walk.drive("agents.procedures.compile", { steps: [id, branch] });
  await walk.drive("agents.procedures.remove", { steps: [id, branch, procedure] });
}

/** Last of all: what removes the agent. */
export async function farewell(walk, world) {
  const { agent_id: copy } = (await walk.drive("agents.duplicate", { steps: [world.agentId], body: { name: "Copy" } })) ?? {};
  if (copy) {
    await walk.drive("agents.get", { steps: [copy], check: keeps({ name: "Copy", tags: ["walk"] }) });
    await walk.drive("agents.delete", { steps: [copy] });
  }
  await walk.drive("agents.delete", { steps: [world.agentId] });
}
