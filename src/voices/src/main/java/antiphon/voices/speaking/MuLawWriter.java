package antiphon.voices.speaking;

import antiphon.audio.AudioFrame;
import antiphon.audio.WireFormat;

/** G.711 as telephones speak it. */
record MuLawWriter(WireFormat.Encoder encoder) implements SoundWriter {
    @Override
    public byte[] write(AudioFrame frame) {
        return encoder.encode(frame);
    }

    @Override
    public byte[] end() {
        return encoder.end();
    }
}
