package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.call.Entry.Moment;
import antiphon.call.Entry.Opening;
import antiphon.language.LanguageModel;
import antiphon.speech.EndOfTurnModel;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSynthesizer;
import antiphon.speech.VoiceActivityDetector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The written form of a journal's entries: a record is its components in their order, one of several kinds is its number
 * among them and then itself. A new kind of event or news needs nothing here. One thread.
 */
final class RecordForm {
    /** Which build's records these are. */
    static final String NAME = "antiphon call journal 1, " + RecordShape.fingerprint(Entry.class);

    private static final int LONGEST_ENTRY_BYTES = 1 << 26;

    private final Stage stage;

    /** @param stage where those who are only named in a journal are found again */
    RecordForm(Stage stage) {
        this.stage = stage;
    }

    /** An entry with its length before it. */
    byte[] bytes(Entry entry) {
        try {
            var bytes = new ByteArrayOutputStream(64);
            var output = new DataOutputStream(bytes);
            output.writeInt(0);
            write(output, entry.getClass(), entry);
            byte[] whole = bytes.toByteArray();
            int length = whole.length - Integer.BYTES;
            for (int i = 0; i < Integer.BYTES; i++) {
                whole[i] = (byte) (length >>> (8 * (Integer.BYTES - 1 - i)));
            }
            return whole;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** @return the next whole entry with its length before it; empty at the end, or where the last one breaks off */
    static Optional<byte[]> next(DataInputStream input) throws IOException {
        try {
            int length = input.readInt();
            if (length < 0 || length > LONGEST_ENTRY_BYTES) {
                throw new IOException(
                        "This is no journal of a call, or a broken one: an entry of " + length + " bytes.");
            }
            byte[] whole = new byte[length + Integer.BYTES];
            for (int i = 0; i < Integer.BYTES; i++) {
                whole[i] = (byte) (length >>> (8 * (Integer.BYTES - 1 - i)));
            }
            input.readFully(whole, Integer.BYTES, length);
            return Optional.of(whole);
        } catch (EOFException end) {
            return Optional.empty();
        }
    }

    Opening opening(byte[] entry) throws IOException {
        if (!readText(input(entry)).equals(NAME)) {
            throw new IOException("This journal is not of this build: its form is not \"" + NAME + "\".");
        }
        return (Opening) readWhole(entry, Opening.class);
    }

    Moment moment(byte[] entry) throws IOException {
        return (Moment) readWhole(entry, Moment.class);
    }

    private Object readWhole(byte[] entry, Class<?> kind) throws IOException {
        try {
            return readRecord(input(entry), kind);
        } catch (EOFException | RuntimeException broken) {
            throw new IOException("This journal is broken: an entry holds no " + kind.getSimpleName() + ".", broken);
        }
    }

    private static DataInputStream input(byte[] entry) {
        return new DataInputStream(new ByteArrayInputStream(entry, Integer.BYTES, entry.length - Integer.BYTES));
    }

    private void write(DataOutput output, Type type, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> output.writeLong(Long.MIN_VALUE);
            case String text -> writeText(output, text);
            case Integer number -> writeNumber(output, number);
            case Long number -> output.writeLong(number);
            case Double number -> output.writeDouble(number);
            case Boolean flag -> output.writeBoolean(flag);
            case Enum<?> one -> writeNumber(output, one.ordinal());
            case Instant at -> output.writeLong(nanos(Duration.between(Instant.EPOCH, at)));
            case Duration length -> output.writeLong(nanos(length));
            case Optional<?> some -> writeAll(output, type, some.stream().toList());
            case Set<?> set -> writeAll(output, type, new TreeSet<>(set));
            case List<?> list -> writeAll(output, type, list);
            case AudioFrame sound -> {}
            case SpeechRecognizer ear -> writeText(output, ear.name());
            case SpeechSynthesizer mouth -> writeText(output, mouth.name());
            case LanguageModel mind -> writeText(output, mind.name());
            case VoiceActivityDetector nameless -> {}
            case EndOfTurnModel nameless -> {}
            case ToolBox nameless -> {}
            case Knowledge nameless -> {}
            case GuardrailJudge nameless -> {}
            case Record structure -> writeRecord(output, (Class<?>) type, structure);
            default -> throw new IllegalStateException("Nothing is said of how to write " + value.getClass());
        }
    }

    private void writeRecord(DataOutput output, Class<?> type, Record structure) throws IOException {
        if (type.isInterface()) {
            writeNumber(output, RecordShape.kinds(type).indexOf(structure.getClass()));
        }
        RecordShape shape = RecordShape.of(structure.getClass());
        for (int i = 0; i < shape.types().size(); i++) {
            write(output, shape.types().get(i), shape.value(structure, i));
        }
    }

    private void writeAll(DataOutput output, Type type, Collection<?> all) throws IOException {
        writeNumber(output, all.size());
        for (Object one : all) {
            write(output, elementOf(type), one);
        }
    }

    private @Nullable Object read(DataInput input, Type type) throws IOException {
        if (type instanceof ParameterizedType generic) {
            return readAll(input, generic);
        }
        Class<?> kind = (Class<?>) type;
        if (kind == String.class) {
            return readText(input);
        } else if (kind == int.class) {
            return readNumber(input);
        } else if (kind == long.class) {
            return input.readLong();
        } else if (kind == double.class) {
            return input.readDouble();
        } else if (kind == boolean.class) {
            return input.readBoolean();
        } else if (kind.isEnum()) {
            return kind.getEnumConstants()[readNumber(input)];
        } else if (kind == Instant.class) {
            long nanos = input.readLong();
            return nanos == Long.MIN_VALUE ? null : Instant.EPOCH.plusNanos(nanos);
        } else if (kind == Duration.class) {
            return Duration.ofNanos(input.readLong());
        } else if (kind.isRecord() && kind != AudioFrame.class) {
            return readRecord(input, kind);
        } else if (kind.isSealed()) {
            return readRecord(input, RecordShape.kinds(kind).get(readNumber(input)));
        }
        return readNamed(input, kind);
    }

    private Object readNamed(DataInput input, Class<?> kind) throws IOException {
        if (kind == AudioFrame.class) {
            return AudioFrame.silence();
        } else if (kind == SpeechRecognizer.class) {
            return stage.recognizer(readText(input));
        } else if (kind == SpeechSynthesizer.class) {
            return stage.synthesizer(readText(input));
        } else if (kind == LanguageModel.class) {
            return stage.model(readText(input));
        } else if (kind == VoiceActivityDetector.class) {
            return stage.detector();
        } else if (kind == EndOfTurnModel.class) {
            return stage.endOfTurn();
        } else if (kind == ToolBox.class) {
            return stage.toolBox();
        } else if (kind == Knowledge.class) {
            return stage.knowledge();
        } else if (kind == GuardrailJudge.class) {
            return stage.judge();
        }
        throw new IllegalStateException("Nothing is said of how to read " + kind);
    }

    private Object readRecord(DataInput input, Class<?> kind) throws IOException {
        RecordShape shape = RecordShape.of(kind);
        List<@Nullable Object> values = new ArrayList<>();
        for (Type type : shape.types()) {
            values.add(read(input, type));
        }
        return shape.make(values);
    }

    private Object readAll(DataInput input, ParameterizedType type) throws IOException {
        int size = readNumber(input);
        Collection<@Nullable Object> all = type.getRawType() == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(read(input, elementOf(type)));
        }
        return type.getRawType() == Optional.class ? all.stream().findFirst() : all;
    }

    private static Type elementOf(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static long nanos(Duration length) {
        return Math.addExact(Math.multiplyExact(length.getSeconds(), 1_000_000_000L), length.getNano());
    }

    private static void writeText(DataOutput output, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(output, bytes.length);
        output.write(bytes);
    }

    private static String readText(DataInput input) throws IOException {
        int size = readNumber(input);
        if (size < 0 || size > LONGEST_ENTRY_BYTES) {
            throw new IOException("This journal is broken: it holds a text of " + size + " bytes.");
        }
        byte[] bytes = new byte[size];
        input.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Seven bits at a time, the lowest first. */
    private static void writeNumber(DataOutput output, int number) throws IOException {
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            output.writeByte((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        output.writeByte(rest);
    }

    private static int readNumber(DataInput input) throws IOException {
        int number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte part = input.readByte();
            number |= (part & 0x7F) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new IOException("This is no journal of a call, or a broken one: a number has no end.");
    }
}
