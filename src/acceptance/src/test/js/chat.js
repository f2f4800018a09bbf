// A conversation in writing, by the browser's client.

import { Conversation } from "@elevenlabs/client";
import WebSocket from "ws";
import { Minutes } from "./minutes.js";
import { patiently } from "./server.js";

/**
 * A WebSocket as browsers have it: what comes in one packet is told message by message, with a breath between. The client
 * begins to listen only after the first, and would miss a greeting that comes together with it.
 */
globalThis.WebSocket = class extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { allowSynchronousEvents: false });
  }
};

/** Begins one, and ends it with the test. */
export async function chat(test, options) {
  const minutes = new Minutes();
  const session = await patiently(
    Conversation.startSession({
      textOnly: true,
      connectionType: "websocket",
      ...options,
      onMessage: ({ role, message }) => minutes.note(role, message),
      onError: (message, context) => minutes.note("error", { message, context }),
      onDisconnect: (details) => minutes.note("disconnect", details),
      onAgentToolResponse: (response) => minutes.note("toolResponse", response),
      onAgentChatResponsePart: (part) => minutes.note("part", part),
      onAudio: (audio) => minutes.note("sound", audio),
    }),
    "the session",
  );
  test.after(() => session.endSession());
  return {
    session,
    minutes,
    async ask(question) {
      const n = minutes.all("agent").length + 1;
      session.sendUserMessage(question);
      return minutes.nth("agent", n);
    },
  };
}
