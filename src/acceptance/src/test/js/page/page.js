// Holds one conversation by the browser client and writes down what happens, for the test to look at.

/* global ElevenLabsClient, window */

window.minutes = { messages: [], modes: [], interruptions: [], corrections: [], errors: [], sounds: 0, loudest: 0, heard: 0 };

window.call = async (options) => {
  const minutes = window.minutes;
  const session = await ElevenLabsClient.Conversation.startSession({
    ...options,
    onMessage: ({ role, message }) => minutes.messages.push({ role, message }),
    onModeChange: ({ mode }) => minutes.modes.push(mode),
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

window.hangUp = async () => {
  clearInterval(window.volumes);
  await window.session.endSession();
};
