package antiphon.voices.speaking;

import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.audio.WireFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The contract's output formats that can be written here. */
enum OutputFormat {
    MP3_22050_32,
    MP3_24000_48,
    MP3_44100_32,
    MP3_44100_64,
    MP3_44100_96,
    MP3_44100_128,
    MP3_44100_192,
    PCM_8000,
    PCM_16000,
    PCM_22050,
    PCM_24000,
    PCM_32000,
    PCM_44100,
    PCM_48000,
    ULAW_8000,
    WAV_8000,
    WAV_16000,
    WAV_22050,
    WAV_24000,
    WAV_32000,
    WAV_44100,
    WAV_48000;

    /** What the contract has besides. */
    private static final Set<String> UNWRITTEN =
            Set.of("alaw_8000", "opus_48000_32", "opus_48000_64", "opus_48000_96", "opus_48000_128", "opus_48000_192");

    private final String[] parts = name().split("_");

    /**
     * The format a request asks for.
     *
     * @param whole whether the sound is sent only when all of it is there; a WAV says at its beginning how long it is
     */
    static OutputFormat of(Query query, boolean whole) {
        String wanted = query.text("output_format").orElse("mp3_44100_128");
        for (OutputFormat format : values()) {
            if (format.wireName().equals(wanted) && (whole || !format.isWav())) {
                return format;
            }
        }
        String message = UNWRITTEN.contains(wanted)
                ? "This server does not write this format; it writes mp3_*, pcm_*" + (whole ? ", wav_*" : "")
                        + " and ulaw_8000"
                : "Input should be one of the contract's output formats, such as mp3_44100_128 or pcm_16000";
        throw new Refusal.Invalid(new Problem(List.of("query", "output_format"), message, "enum"));
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean isWav() {
        return parts[0].equals("WAV");
    }

    private int sampleRateHz() {
        return Integer.parseInt(parts[1]);
    }

    String mediaType() {
        return switch (parts[0]) {
            case "MP3" -> "audio/mpeg";
            case "WAV" -> "audio/wav";
            case "ULAW" -> "audio/basic";
            default -> "audio/pcm";
        };
    }

    /** A fresh writer of one sound. */
    SoundWriter writer() {
        return switch (parts[0]) {
            case "MP3" -> new Mp3Writer(sampleRateHz(), Integer.parseInt(parts[2]));
            case "ULAW" -> new MuLawWriter(WireFormat.ULAW_8000.encoder());
            case "WAV" -> new WavWriter(sampleRateHz());
            default -> new PcmWriter(sampleRateHz());
        };
    }
}
