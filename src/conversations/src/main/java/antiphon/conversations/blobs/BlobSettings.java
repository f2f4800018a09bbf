package antiphon.conversations.blobs;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where blobs are to stay.
 *
 * @param bucket {@code recordings.store}: {@code files}, which is so unless set, or {@code s3}
 */
public record BlobSettings(Optional<Bucket> bucket) {
    private static final int MOST_MOVES = 64;

    /**
     * A bucket that speaks S3.
     *
     * @param name {@code recordings.s3.bucket}
     * @param prefix {@code recordings.s3.prefix}: put before every name, such as {@code antiphon/}; empty unless set
     * @param endpoint {@code recordings.s3.endpoint}: where it is when it is not Amazon's
     * @param region {@code recordings.s3.region}; {@code us-east-1} unless set
     * @param keys {@code recordings.s3.access.key} and {@code recordings.s3.secret.key}; unless set, what the machine has
     *     for Amazon's clients: {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, or its role
     * @param pathStyle {@code recordings.s3.path.style}: whether the bucket's name stands in the path rather than in the
     *     host; true for an own endpoint unless set
     * @param movesAtOnce {@code recordings.s3.moves.most}: how many blobs are on their way into the bucket at once, 1 to 64;
     *     2 unless set
     */
    public record Bucket(
            String name,
            String prefix,
            Optional<URI> endpoint,
            String region,
            Optional<Keys> keys,
            boolean pathStyle,
            int movesAtOnce) {}

    /** What proves to a bucket who comes. */
    public record Keys(String access, String secret) {
        @Override
        public String toString() {
            return "Keys[hidden]";
        }
    }

    /** @throws IllegalArgumentException naming the key whose value is wrong, and what would be right */
    public static BlobSettings read(Function<String, Optional<String>> lookup) {
        Function<String, Optional<String>> set =
                key -> lookup.apply("recordings." + key).map(String::strip).filter(value -> !value.isEmpty());
        return switch (set.apply("store").orElse("files")) {
            case "files" -> new BlobSettings(Optional.empty());
            case "s3" -> new BlobSettings(Optional.of(bucket(set)));
            default -> throw new IllegalArgumentException("recordings.store must be files or s3");
        };
    }

    private static Bucket bucket(Function<String, Optional<String>> set) {
        Optional<URI> endpoint = set.apply("s3.endpoint").map(BlobSettings::endpoint);
        return new Bucket(
                set.apply("s3.bucket")
                        .orElseThrow(() -> new IllegalArgumentException(
                                "recordings.s3.bucket must name the bucket when recordings.store is s3")),
                set.apply("s3.prefix").orElse(""),
                endpoint,
                set.apply("s3.region").orElse("us-east-1"),
                keys(set.apply("s3.access.key"), set.apply("s3.secret.key")),
                set.apply("s3.path.style").map("true"::equals).orElse(endpoint.isPresent()),
                set.apply("s3.moves.most").map(BlobSettings::moves).orElse(2));
    }

    private static Optional<Keys> keys(Optional<String> access, Optional<String> secret) {
        if (access.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException(
                    "recordings.s3.access.key and recordings.s3.secret.key must be set both, or neither");
        }
        return access.flatMap(id -> secret.map(key -> new Keys(id, key)));
    }

    private static URI endpoint(String value) {
        URI endpoint = URI.create(value);
        if (endpoint.getHost() == null || !String.valueOf(endpoint.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "recordings.s3.endpoint must be an http or https address such as https://s3.example.com");
        }
        return endpoint;
    }

    private static int moves(String value) {
        if (!value.matches("[0-9]{1,2}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST_MOVES) {
            throw new IllegalArgumentException(
                    "recordings.s3.moves.most must be a whole number from 1 to " + MOST_MOVES);
        }
        return Integer.parseInt(value);
    }
}
