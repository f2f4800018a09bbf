package antiphon.conversations.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket that speaks S3, Amazon's or another's. Blobs come and go whole. Any thread; every method waits for the bucket. */
final class S3Bucket implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int NOT_FOUND = 404;

    @FunctionalInterface
    private interface Asking<T> {
        T ask() throws IOException;
    }

    private final S3Client client;
    private final BlobSettings.Bucket settings;

    S3Bucket(BlobSettings.Bucket settings) {
        this.settings = settings;
        // Most who speak S3 do not know Amazon's newest checksums; the signature covers what is sent all the same.
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(LONGEST_WAIT)
                        .socketTimeout(LONGEST_WAIT))
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.keys()
                .ifPresent(keys -> builder.credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.access(), keys.secret()))));
        client = builder.build();
    }

    /** Puts a file there, in the place of what had its name. */
    void put(String name, Path file) throws IOException {
        asked(
                name,
                () -> client.putObject(
                        request ->
                                request.bucket(settings.name()).key(key(name)).contentType("application/octet-stream"),
                        RequestBody.fromFile(file)));
    }

    boolean exists(String name) throws IOException {
        try {
            asked(
                    name,
                    () -> client.headObject(
                            request -> request.bucket(settings.name()).key(key(name))));
            return true;
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    long length(String name) throws IOException {
        return asked(
                name,
                () -> client.headObject(
                                request -> request.bucket(settings.name()).key(key(name)))
                        .contentLength());
    }

    InputStream read(String name) throws IOException {
        return asked(name, () -> client.getObject(get(name).build()));
    }

    InputStream read(String name, long from, long length) throws IOException {
        String range = "bytes=" + from + "-" + (from + length - 1);
        return asked(name, () -> client.getObject(get(name).range(range).build()));
    }

    void delete(String name) throws IOException {
        asked(
                name,
                () -> client.deleteObject(
                        request -> request.bucket(settings.name()).key(key(name))));
    }

    @Override
    public void close() {
        client.close();
    }

    private GetObjectRequest.Builder get(String name) {
        return GetObjectRequest.builder().bucket(settings.name()).key(key(name));
    }

    private String key(String name) {
        return settings.prefix() + BlobName.good(name);
    }

    private static <T> T asked(String name, Asking<T> asking) throws IOException {
        try {
            return asking.ask();
        } catch (S3Exception refused) {
            if (refused.statusCode() == NOT_FOUND) {
                throw new NoSuchFileException(name);
            }
            throw new IOException("the bucket answered " + refused.statusCode(), refused);
        } catch (SdkException failed) {
            throw new IOException("the bucket cannot be reached", failed);
        }
    }
}
