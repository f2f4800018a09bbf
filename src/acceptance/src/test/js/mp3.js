// Just enough of MPEG audio (ISO 11172-3 and 13818-3, layer III) to tell that a file is one, and how long it sounds.

const KBITS = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const RATES = { 3: [44100, 48000, 32000], 2: [22050, 24000, 16000], 0: [11025, 12000, 8000] };

/** Seconds of sound; throws where anything but whole frames of layer III is found. */
export function soundSeconds(file) {
  let at = afterTag(file);
  let seconds = 0;
  if (at >= file.length) {
    throw new Error("the MP3 holds no sound");
  }
  while (at + 4 <= file.length) {
    const frame = frameAt(file, at);
    seconds += frame.seconds;
    at += frame.length;
  }
  return seconds;
}

function afterTag(file) {
  if (file.toString("latin1", 0, 3) !== "ID3") {
    return 0;
  }
  return 10 + ((file[6] << 21) | (file[7] << 14) | (file[8] << 7) | file[9]);
}

function frameAt(file, at) {
  const header = file.readUInt32BE(at);
  const version = (header >> 19) & 3;
  const layer = (header >> 17) & 3;
  const kbits = KBITS[version === 3 ? 1 : 2][(header >> 12) & 15];
  const rate = RATES[version]?.[(header >> 10) & 3];
  if (header >>> 21 !== 0x7ff || layer !== 1 || !kbits || !rate) {
    throw new Error(`no MP3 frame at byte ${at}`);
  }
  const samples = version === 3 ? 1152 : 576;
  const padding = (header >> 9) & 1;
  return { seconds: samples / rate, length: Math.floor((samples / 8) * ((kbits * 1000) / rate)) + padding };
}
