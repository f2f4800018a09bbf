package antiphon.conversations.blobs;

import java.nio.file.Path;
import java.time.InstantSource;

/** Chooses the place for blobs, and alone knows which kinds there are. */
public final class BlobStores {
    private BlobStores() {}

    /**
     * Opens the place that is set.
     *
     * @param directory where blobs lie, or grow until they are moved; of this server alone
     */
    public static BlobStore open(BlobSettings settings, Path directory, InstantSource clock) {
        DirectoryBlobs files = new DirectoryBlobs(directory);
        return settings.bucket()
                .<BlobStore>map(bucket -> new SpooledBlobs(files, new S3Bucket(bucket), bucket.movesAtOnce(), clock))
                .orElse(files);
    }
}
