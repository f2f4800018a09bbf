// Holds one conversation by the browser client and writes down what happens, for the test to look at.

/* global ElevenLabsClient, window */

window.minutes = { messages: [], modes: [], interruptions: [], corrections: [], errors: [], sounds: 0, loudest: 0, heard: 0, lastChange: 0 };

window.call = async (options) => {
  const minutes = window.minutes;
  const noteChange = () => (minutes.lastChange = performance.now());
  const session = await ElevenLabsClient.Conversation.startSession({
    ...options,
    onMessage: ({ role, message }) => noteChange() && minutes.messages.push({ role, message }),
    onModeChange: ({ mode }) => noteChange() && minutes.modes.push(mode),
    onInterruption: ({ event_id }) => minutes.interruptions.push(event_id),
    onAgentResponseCorrection: (correction) => minutes.corrections.push(correction),
    onError: (message) => minutes.errors.push(String(message)),
    onDisconnect: (details) => (minutes.disconnected = details),
    onAudio: () => minutes.sounds++,
  });
  window.session = session;
  window.volumes = setInterval(() => {
    minutes.loudest = Math.max(minutes.loudest, session.getOutputVolume());
    minutes.heard = Math.max(minutes.heard, session.getInputVolume());
  }, 50);
  return session.getId();
};

/** Whether the agent said so much, and nobody has said anything for a while. */
window.isQuietAfter = (responses, quietMillis) =>
  window.minutes.messages.filter(({ role }) => role === "agent").length >= responses &&
  window.minutes.modes.at(-1) === "listening" &&
  performance.now() - window.minutes.lastChange > quietMillis;

window.hangUp = async () => {
  clearInterval(window.volumes);
  await window.session.endSession();
};
