// A conversation with one agent over /v1/convai/conversation, by voice or in writing, with nothing but the browser.

const at = (id) => document.getElementById(id);
const transcript = at("transcript");
const SAMPLE_RATE_HZ = 16000;
let conversation = null;

at("agent").value = new URLSearchParams(location.search).get("agent_id") ?? "";

at("door").addEventListener("submit", async (event) => {
  event.preventDefault();
  transcript.replaceChildren();
  connected(true);
  state("Connecting…");
  try {
    const sound = event.submitter?.value === "text" ? null : await Sound.open();
    conversation = new Conversation(at("agent").value.trim(), sound);
  } catch (refused) {
    connected(false);
    state(`The microphone cannot be used (${refused.message}). You can still type.`);
  }
});

at("message").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = at("words").value.trim();
  if (words) {
    show("user", words);
    conversation?.send({ type: "user_message", text: words });
    at("words").value = "";
  }
});

at("end").addEventListener("click", () => conversation?.hangUp());

class Conversation {
  constructor(agent, sound) {
    this.sound = sound;
    this.cutOff = 0;
    const address = new URL(`/v1/convai/conversation?agent_id=${encodeURIComponent(agent)}&source=talk_page`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.socket = new WebSocket(address, ["convai"]);
    this.socket.onopen = () => this.send({
      type: "conversation_initiation_client_data",
      conversation_config_override: { conversation: sound ? {} : { text_only: true } },
    });
    this.socket.onmessage = ({ data }) => this.hear(JSON.parse(data));
    this.socket.onclose = ({ code, reason }) => this.ended(code, reason);
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  hear(event) {
    switch (event.type) {
      case "conversation_initiation_metadata":
        return this.begin(event.conversation_initiation_metadata_event);
      case "audio":
        return event.audio_event.event_id > this.cutOff && this.sound?.play(event.audio_event.audio_base_64);
      case "interruption":
        this.cutOff = event.interruption_event.event_id;
        return this.sound?.fallSilent();
      case "tentative_user_transcript":
        return show("user tentative", event.tentative_user_transcription_event.user_transcript);
      case "user_transcript":
        return this.sound && show("user", event.user_transcription_event.user_transcript);
      case "agent_response":
        return show("agent", event.agent_response_event.agent_response);
      case "agent_response_correction":
        return show("agent", event.agent_response_correction_event.corrected_agent_response, true);
      case "ping":
        return this.send({ type: "pong", event_id: event.ping_event.event_id });
      case "error":
        return show("note", event.error_event.message ?? event.error_event.error_type);
    }
  }

  begin({ agent_output_audio_format: output }) {
    state(this.sound ? "Connected. Speak." : "Connected. Type.");
    this.sound?.begin(Number(output.split("_")[1]), (base64) => this.send({ user_audio_chunk: base64 }));
  }

  hangUp() {
    this.socket.close(1000, "User ended conversation");
  }

  ended(code, reason) {
    this.sound?.close();
    connected(false);
    state(code === 1000 || code === 1005 ? "The conversation is over." : `The conversation ended: ${reason || code}`);
    conversation = null;
  }
}

/** The microphone and the loudspeaker. */
class Sound {
  static async open() {
    const sound = new Sound();
    sound.context = new AudioContext({ sampleRate: SAMPLE_RATE_HZ });
    await sound.context.audioWorklet.addModule("microphone.js");
    sound.stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, channelCount: 1 },
    });
    sound.playing = new Set();
    sound.until = 0;
    return sound;
  }

  begin(outputRateHz, send) {
    this.outputRateHz = outputRateHz;
    const microphone = new AudioWorkletNode(this.context, "microphone");
    microphone.port.onmessage = ({ data }) => send(btoa(String.fromCharCode(...new Uint8Array(data.buffer))));
    this.context.createMediaStreamSource(this.stream).connect(microphone);
  }

  play(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const samples = new Int16Array(bytes.buffer);
    const buffer = this.context.createBuffer(1, samples.length, this.outputRateHz);
    buffer.copyToChannel(Float32Array.from(samples, (sample) => sample / 32768), 0);
    const source = new AudioBufferSourceNode(this.context, { buffer });
    source.connect(this.context.destination);
    this.until = Math.max(this.until, this.context.currentTime + 0.02);
    source.start(this.until);
    this.until += buffer.duration;
    this.playing.add(source);
    source.onended = () => this.playing.delete(source);
  }

  fallSilent() {
    this.playing.forEach((source) => source.stop());
    this.playing.clear();
    this.until = 0;
  }

  close() {
    this.fallSilent();
    this.stream.getTracks().forEach((track) => track.stop());
    this.context.close();
  }
}

function show(who, words, correction = false) {
  const former = [...transcript.children].findLast((line) => line.classList.contains(who.split(" ")[0]));
  const replaces = former && (correction || former.classList.contains("tentative"));
  const line = replaces ? former : transcript.appendChild(document.createElement("li"));
  line.className = who;
  line.textContent = words;
  line.scrollIntoView({ block: "nearest" });
}

function connected(yes) {
  for (const id of ["end", "words", "send"]) {
    at(id).disabled = !yes;
  }
  for (const id of ["talk", "type", "agent"]) {
    at(id).disabled = yes;
  }
}

function state(text) {
  at("state").textContent = text;
}
