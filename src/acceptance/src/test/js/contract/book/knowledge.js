import assert from "node:assert/strict";
import { keeps, lists } from "./fixtures.js";

const TEXT = "The espresso roast costs 16 dollars a bag. ".repeat(60);
const MODEL = "multilingual_e5_large_instruct";
const textFile = (name, text) => new File([text], name, { type: "text/plain" });

/** Documents, folders, indexes and crawls. */
export async function knowledge(walk, world) {
  const { id: folder } = (await walk.drive("knowledgeBase.documents.createFolder", { body: { name: "Walk" }, check: keeps({ name: "Walk" }) })) ?? {};
  const body = { text: TEXT, name: "Prices" };
  const { id } = (await walk.drive("knowledgeBase.documents.createFromText", { body, check: keeps({ name: "Prices" }) })) ?? {};
  await walk.drive("knowledgeBase.documents.get", { steps: [id], check: keeps({ id, name: "Prices", type: "text" }) });
  await walk.drive("knowledgeBase.list", { query: { search: "Prices", page_size: 100 }, check: lists("documents", id) });
  await walk.drive("knowledgeBase.documents.update", { steps: [id], body: { name: "Price list" }, check: keeps({ name: "Price list" }) });
  await walk.drive("knowledgeBase.documents.getContent", { steps: [id], check: (answer) => assert.match(answer.toString(), /espresso roast costs 16/) });
  await walk.drive("knowledgeBase.documents.summaries.get", { query: { document_ids: [id ?? "no_such_document"] }, check: (answer) => keeps({ status: "success" })(answer[id]) });
  await walk.drive("knowledgeBase.search", { query: { query: "espresso" }, check: (answer) => assert.ok(Array.isArray(answer.results)) });

  const { id: fromFile } = (await walk.drive("knowledgeBase.documents.createFromFile", { files: { file: textFile("hours.txt", "We open at eight.") }, body: { name: "Hours" }, check: keeps({ name: "Hours" }) })) ?? {};
  await walk.drive("knowledgeBase.documents.getSourceFileUrl", { steps: [fromFile], check: (answer) => assert.match(answer.signed_url, /^http/) });
  await walk.drive("knowledgeBase.document.updateFile", { steps: [fromFile], files: { file: textFile("hours.txt", "We open at nine.") } });
  const { id: fromUrl } = (await walk.drive("knowledgeBase.documents.createFromUrl", { body: { url: `${world.site}/prices`, name: "Page" }, check: keeps({ name: "Page" }) })) ?? {};
  await walk.drive("knowledgeBase.document.refresh", { steps: [fromUrl], check: keeps({ id: fromUrl, type: "url" }) });
  const { id: old } = (await walk.drive("addToKnowledgeBase", { files: { file: textFile("old.txt", "We close at five.") }, body: { name: "Old" } })) ?? {};

  await walk.drive("knowledgeBase.documents.move", { steps: [id], body: { move_to: folder ?? "no_such_folder" } });
  await walk.drive("knowledgeBase.list", { query: { parent_folder_id: folder ?? "no_such_folder" }, check: lists("documents", id) });
  await walk.drive("knowledgeBase.documents.bulkMove", { body: { document_ids: [fromFile ?? "no_such_document"], move_to: folder ?? "no_such_folder" } });
  await indexes(walk, world, id);
  await crawls(walk, world);
  await dependents(walk, world, id);
  await walk.drive("knowledgeBase.documents.delete", { steps: [id], query: { force: true } });
  await walk.drive("knowledgeBase.documents.bulkDelete", {
    body: { document_ids: [fromFile, fromUrl, old, folder].map((each) => each ?? "no_such_document"), force: true },
    check: (answer) => keeps({ status: "success" })(answer[fromFile]),
  });
}

async function indexes(walk, world, id) {
  await walk.drive("knowledgeBase.document.computeRagIndex", { steps: [id], body: { model: MODEL }, check: keeps({ model: MODEL }) });
  await walk.drive("knowledgeBase.getOrCreateRagIndexes", {
    body: { items: [{ document_id: id ?? "no_such_document", create_if_missing: true, model: MODEL }] },
    check: (answer) => keeps({ status: "success" })(answer[id]),
  });
  const made = await world.until(
    () => walk.drive("getDocumentRagIndexes", { steps: [id] }),
    (answer) => answer.indexes.every((index) => !["new", "created", "processing"].includes(index.status)),
  );
  const index = made?.indexes[0];
  await walk.drive("getDocumentRagIndexes", { steps: [id], check: (answer) => assert.equal(answer.indexes[0]?.status, "succeeded") });
  await walk.drive("ragIndexOverview", { check: (answer) => assert.ok(answer.total_used_bytes > 0) });
  const chunks = await walk.drive("knowledgeBase.documents.chunks.list", {
    steps: [id],
    query: { embedding_model: MODEL },
    check: (answer) => assert.match(answer.chunks[0].content, /espresso/),
  });
  const chunk = chunks?.chunks[0];
  await walk.drive("knowledgeBase.documents.chunk.get", { steps: [id, chunk?.id], query: { embedding_model: MODEL }, check: keeps(chunk ?? {}) });
  world.index = index?.id;
}

async function dependents(walk, world, id) {
  const agent = world.agentId;
  const use = { conversation_config: { agent: { prompt: { knowledge_base: [{ type: "text", name: "Price list", id: id ?? "none", usage_mode: "auto" }], rag: { enabled: true } } } } };
  if (id) {
    await walk.drive("agents.update", { steps: [agent], body: use, check: keeps(use) });
  }
  const uses = lists("agents", agent);
  await walk.drive("knowledgeBase.documents.getAgents", { steps: [id], check: uses });
  await walk.drive("knowledgeBase.documents.getBulkAgents", { body: { document_ids: [id ?? "no_such_document"] }, check: uses });
  await walk.drive("POST /v1/convai/agents/{agent_id}/knowledge-base/rag-query", {
    steps: [agent],
    body: { query: "What does the espresso roast cost?" },
    check: (answer) => assert.ok(answer.chunks.some((chunk) => /16 dollars/.test(JSON.stringify(chunk)))),
  });
  await walk.drive("deleteDocumentRagIndex", { steps: [id, world.index], check: keeps({ id: world.index }) });
  if (id) {
    await walk.drive("agents.update", { steps: [agent], body: { conversation_config: { agent: { prompt: { knowledge_base: [], rag: { enabled: false } } } } } });
  }
}

async function crawls(walk, world) {
  const { id: job, root_folder_id: root } = (await walk.drive("knowledgeBase.crawlJobs.create", { body: { url: `${world.site}/`, max_depth: 1, max_pages: 3 } })) ?? {};
  await world.until(
    () => walk.drive("knowledgeBase.crawlJobs.get", { steps: [job] }),
    (answer) => !["queued", "processing"].includes(answer.status),
  );
  await walk.drive("knowledgeBase.crawlJobs.get", { steps: [job], check: keeps({ status: "succeeded", pages_scraped: 3 }) });
  await walk.drive("knowledgeBase.crawlJobs.list", { check: (answer) => assert.ok(answer.crawl_jobs.length > 0) });
  const { id: other, root_folder_id: otherRoot } = (job && (await walk.drive("knowledgeBase.crawlJobs.create", { body: { url: `${world.site}/prices`, max_depth: 1, max_pages: 1 } }))) || {};
  await walk.drive("knowledgeBase.crawlJobs.cancel", { steps: [other] });
  for (const folder of [root, otherRoot].filter(Boolean)) {
    await walk.drive("knowledgeBase.documents.delete", { steps: [folder], query: { force: true } });
  }
}
