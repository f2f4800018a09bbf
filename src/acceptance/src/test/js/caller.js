// A person on the telephone, for the SDK's Conversation class: sends sound in real time, and plays what comes in real time.

import { Conversation } from "@elevenlabs/elevenlabs-js/api/resources/conversationalAi/conversation/index.js";
import { client } from "./server.js";
import { Minutes } from "./minutes.js";
import { RATE_HZ, fromPcm, joined, toPcm } from "./sounds.js";

const TICK_MS = 40;
const TICK_SAMPLES = (RATE_HZ * TICK_MS) / 1000;

/** The SDK's audio interface: a microphone that is never switched off and a loudspeaker. */
class Telephone {
  #minutes;
  #toSay = new Int16Array(0);
  #said = () => {};
  #ticker;
  #playedUntil = 0;
  #sound = [];

  constructor(minutes) {
    this.#minutes = minutes;
  }

  start(send) {
    const begin = performance.now();
    let ticks = 0;
    this.#ticker = setInterval(() => {
      while (begin + ticks * TICK_MS <= performance.now()) {
        ticks++;
        send(toPcm(this.#next()));
      }
    }, TICK_MS / 2);
  }

  stop() {
    clearInterval(this.#ticker);
  }

  /**
   * Sends nothing before there is something to say. The server closes with its code and reason, but sound that arrives
   * behind its close frame resets the connection, and the reset may overtake the frame.
   */
  holdBack() {
    this.start = () => {};
  }

  output(bytes) {
    const samples = fromPcm(bytes);
    this.#sound.push(samples);
    this.#playedUntil = Math.max(this.#playedUntil, performance.now()) + (samples.length * 1000) / RATE_HZ;
    this.#minutes.note("sound", samples.length);
  }

  interrupt() {
    const unheardMs = Math.max(0, this.#playedUntil - performance.now());
    this.#playedUntil = performance.now();
    this.#minutes.note("interrupt", { unheardMs });
  }

  /** Resolves when the last of it has been sent. */
  say(samples) {
    this.#toSay = samples;
    return new Promise((resolve) => {
      this.#said = resolve;
    });
  }

  get stillPlayingMs() {
    return this.#playedUntil - performance.now();
  }

  get sound() {
    return joined(...this.#sound);
  }

  #next() {
    const tick = new Int16Array(TICK_SAMPLES);
    if (this.#toSay.length > 0) {
      tick.set(this.#toSay.subarray(0, TICK_SAMPLES));
      this.#toSay = this.#toSay.subarray(TICK_SAMPLES);
      if (this.#toSay.length === 0) {
        this.#said();
      }
    }
    return tick;
  }
}

export class Caller {
  minutes = new Minutes();
  #telephone = new Telephone(this.minutes);
  #conversation;

  constructor(agentId) {
    const note = (kind) => (value) => this.minutes.note(kind, value);
    this.#conversation = new Conversation({
      client,
      agentId,
      requiresAuth: true,
      audioInterface: this.#telephone,
      callbackAgentResponse: note("response"),
      callbackAgentResponseCorrection: (original, corrected) => this.minutes.note("correction", { original, corrected }),
      callbackUserTranscript: note("transcript"),
      callbackMessageReceived: (message) => this.minutes.note(message.type, message),
    });
    this.#conversation.on("error", note("error"));
    this.#conversation.on("session_ended", (id, code, reason) => this.minutes.note("ended", { code, reason }));
  }

  /** Rings and waits until the agent is there. */
  async call() {
    await this.#conversation.startSession();
    const metadata = await this.minutes.nth("conversation_initiation_metadata", 1);
    return metadata.conversation_initiation_metadata_event;
  }

  /** Rings where nobody can come to the telephone. */
  async callInVain() {
    this.#telephone.holdBack();
    await this.#conversation.startSession();
    const end = await this.minutes.nth("ended", 1);
    this.#telephone.stop();
    return end;
  }

  /** Listens to the nth response until nothing of it is left to hear. */
  async hearOut(n, quietMs = 1_000) {
    const response = await this.minutes.nth("response", n);
    for (;;) {
      const sounds = this.minutes.all("sound").length;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#telephone.stillPlayingMs) + quietMs));
      if (sounds > 0 && sounds === this.minutes.all("sound").length && this.#telephone.stillPlayingMs < 0) {
        return response;
      }
    }
  }

  /** Speaks while the agent is speaking. */
  async cutIn(question) {
    const sounds = this.minutes.all("sound").length;
    await this.minutes.nth("sound", sounds + 1);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    return this.ask(question);
  }

  /** Asks and hears the answer out. */
  async ask(question, quietMs) {
    const n = this.minutes.all("response").length + 1;
    const asked = this.minutes.all("transcript").length + 1;
    await this.#telephone.say(question);
    return { heard: await this.minutes.nth("transcript", asked), answer: await this.hearOut(n, quietMs) };
  }

  get sound() {
    return this.#telephone.sound;
  }

  hangUp() {
    this.#conversation.endSession();
    this.#telephone.stop();
  }
}
