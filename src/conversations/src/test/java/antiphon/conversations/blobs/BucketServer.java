package antiphon.conversations.blobs;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A server that speaks S3, holds one bucket in memory, and can be away for a while. */
final class BucketServer implements AutoCloseable {
    private static final String BUCKET = "calls";
    private static final BlobSettings.Keys KEYS = new BlobSettings.Keys("who", "hush-hush");

    private final Counted store;
    private final int port;
    private S3Proxy server;

    BucketServer() throws Exception {
        BlobStore memory = new TransientNio2BlobStore();
        memory.createContainer(CreateBucketRequest.builder().bucket(BUCKET).build());
        store = new Counted(memory);
        server = started(0);
        port = server.getPort();
    }

    private S3Proxy started(int onPort) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:" + onPort))
                .awsAuthentication(AuthenticationType.AWS_V4, KEYS.access(), KEYS.secret())
                .build();
        proxy.start();
        return proxy;
    }

    void leave() throws Exception {
        server.stop();
    }

    void comeBack() throws Exception {
        server = started(port);
    }

    BlobSettings.Bucket settings(int movesAtOnce) {
        return new BlobSettings.Bucket(
                BUCKET,
                "antiphon/",
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                "us-east-1",
                Optional.of(KEYS),
                true,
                movesAtOnce);
    }

    S3Bucket bucket() {
        return new S3Bucket(settings(2));
    }

    /** How many blobs were being put at most in the same moment. */
    int mostAtOnce() {
        return store.most.get();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static final class Counted extends ForwardingBlobStore {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Counted(BlobStore store) {
            super(store);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, java.io.InputStream content) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                return super.putBlob(request, content);
            } finally {
                now.decrementAndGet();
            }
        }
    }
}
