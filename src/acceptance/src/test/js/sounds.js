// Sound as 16 kHz mono samples: what callers say, and what they hear.

import { readFileSync, writeFileSync } from "node:fs";

export const RATE_HZ = 16_000;

const SPOKEN = new URL("../resources/spoken/", import.meta.url);

/** One of the spoken questions, with a breath of silence around it. */
export function spoken(name) {
  return joined(silence(0.2), read(new URL(`${name}.wav`, SPOKEN)), silence(0.2));
}

export function silence(seconds) {
  return new Int16Array(Math.round(seconds * RATE_HZ));
}

export function joined(...parts) {
  const whole = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function seconds(samples) {
  return samples.length / RATE_HZ;
}

export function loudest(samples) {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

export function toPcm(samples) {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => bytes.writeInt16LE(sample, i * 2));
  return bytes;
}

export function fromPcm(bytes) {
  return Int16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(i * 2));
}

export function write(file, samples) {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE_HZ, 24);
  header.writeUInt32LE(RATE_HZ * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples.length * 2, 40);
  writeFileSync(file, Buffer.concat([header, toPcm(samples)]));
}

function read(file) {
  const wav = readFileSync(file);
  for (let at = 12; at + 8 <= wav.length; at += 8 + wav.readUInt32LE(at + 4)) {
    if (wav.toString("latin1", at, at + 4) === "data") {
      return fromPcm(wav.subarray(at + 8, at + 8 + wav.readUInt32LE(at + 4)));
    }
  }
  throw new Error(`${file} holds no sound`);
}

/**
 * How alike two sounds are in their loudness over time: 1 is the same, and around 0 are two that have nothing to do with
 * one another. The second may begin up to half a second earlier or later; the more they differ in length, the less they
 * are alike.
 */
export function likeness(one, other) {
  const first = loudness(one);
  const second = loudness(other);
  let best = -1;
  for (let shift = -25; shift <= 25; shift++) {
    best = Math.max(best, correlation(first.slice(Math.max(0, shift)), second.slice(Math.max(0, -shift))));
  }
  return best * (Math.min(first.length, second.length) / Math.max(first.length, second.length, 1));
}

/** Root mean squares of 20 ms each, from the first sound to the last. */
function loudness(samples) {
  const step = RATE_HZ / 50;
  const levels = Array.from({ length: Math.floor(samples.length / step) }, (_, i) =>
    Math.sqrt(samples.subarray(i * step, (i + 1) * step).reduce((sum, sample) => sum + sample * sample, 0) / step),
  );
  const isSound = (level) => level > 100;
  return levels.slice(levels.findIndex(isSound), levels.findLastIndex(isSound) + 1);
}

function correlation(one, other) {
  const length = Math.min(one.length, other.length);
  if (length < 10) {
    return -1;
  }
  const mean = (levels) => levels.slice(0, length).reduce((sum, level) => sum + level, 0) / length;
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [both, squaresOne, squaresOther] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    both += (one[i] - meanOne) * (other[i] - meanOther);
    squaresOne += (one[i] - meanOne) ** 2;
    squaresOther += (other[i] - meanOther) ** 2;
  }
  return both / Math.sqrt(squaresOne * squaresOther || 1);
}
