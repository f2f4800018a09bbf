package antiphon.conversations.recordings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoundFileTest {
    private final MemoryBlobs blobs = new MemoryBlobs();

    private SoundFile file(int samples, SoundFile.Format format) throws IOException {
        byte[] noise = new byte[samples * 4];
        new Random(1).nextBytes(noise);
        blobs.append("conv_1.s16le", noise);
        return new SoundFile(blobs, "conv_1.s16le", samples, format);
    }

    private static byte[] written(SoundFile file, long from, long length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(from, length, out);
        return out.toByteArray();
    }

    @Test
    void the_length_of_an_mp3_is_known_before_it_is_made() throws IOException {
        for (int samples : new int[] {1, 575, 576, 577, 1152, 16_000, 48_123}) {
            blobs.delete("conv_1.s16le");
            SoundFile file = file(samples, SoundFile.Format.MP3);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            Mp3.encode(blobs.read("conv_1.s16le"), all);
            assertEquals(all.size(), file.length(), samples + " samples");
            assertArrayEquals(all.toByteArray(), written(file, 0, file.length()));
        }
    }

    @Test
    void every_part_is_the_part_of_the_whole() throws IOException {
        for (SoundFile.Format format : SoundFile.Format.values()) {
            blobs.delete("conv_1.s16le");
            SoundFile file = file(5_000, format);
            byte[] whole = written(file, 0, file.length());
            assertEquals(file.length(), whole.length);
            for (int[] part : new int[][] {{0, 1}, {10, 40}, {43, 2}, {44, 1}, {300, 1000}, {whole.length - 1, 1}}) {
                assertArrayEquals(
                        Arrays.copyOfRange(whole, part[0], part[0] + part[1]), written(file, part[0], part[1]));
            }
        }
    }
}
