package antiphon.audio;

/**
 * The µ-law of ITU-T G.711 between 16-bit linear samples and 8-bit codes. The two lowest bits of a sample are not
 * carried. Ties and signs are those of the ITU's reference software (G.191): negative samples are taken in ones'
 * complement.
 */
final class MuLaw {
    private static final int BIAS = 33;
    private static final int LARGEST = 0x1FFF;
    private static final short[] LINEAR = linear();

    private MuLaw() {}

    static byte encode(short sample) {
        int magnitude = Math.min(((sample < 0 ? ~sample : sample) >> 2) + BIAS, LARGEST);
        int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
        int code = segment << 4 | magnitude >> segment + 1 & 0x0F;
        return (byte) (sample < 0 ? ~code & 0x7F : ~code);
    }

    static short decode(byte code) {
        return LINEAR[code & 0xFF];
    }

    private static short[] linear() {
        short[] linear = new short[256];
        for (int wire = 0; wire < linear.length; wire++) {
            int code = ~wire;
            int magnitude = ((code & 0x0F) << 1 | 0x21) << (code >> 4 & 0x07);
            int level = magnitude - BIAS << 2;
            linear[wire] = (short) ((code & 0x80) == 0 ? level : -level);
        }
        return linear;
    }
}
