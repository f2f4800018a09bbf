package antiphon.analysis.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs one request as the contract does ({@code ElevenLabs-Signature}) and as Standard Webhooks does, over the very bytes
 * that are sent; they may come in pieces. The key is the whole secret as UTF-8.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private final String id;
    private final long seconds;
    private final List<Mac> contract = new ArrayList<>();
    private final List<Mac> standard = new ArrayList<>();

    /**
     * @param secrets each signs, in this order. Some receivers look at the first signature only and some at the last, so
     *     that while there are two secrets the order is to change between attempts.
     */
    Signature(String id, Instant at, List<String> secrets) {
        this.id = id;
        seconds = at.getEpochSecond();
        for (String secret : secrets) {
            contract.add(begun(secret, seconds + "."));
            standard.add(begun(secret, id + "." + seconds + "."));
        }
    }

    private static Mac begun(String secret, String prefix) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(prefix.getBytes(StandardCharsets.UTF_8));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java knows " + ALGORITHM, impossible);
        }
    }

    Signature add(byte[] bytes, int offset, int length) {
        contract.forEach(mac -> mac.update(bytes, offset, length));
        standard.forEach(mac -> mac.update(bytes, offset, length));
        return this;
    }

    Signature add(byte[] bytes) {
        return add(bytes, 0, bytes.length);
    }

    /** Once, when all bytes were added. */
    Map<String, String> headers() {
        StringBuilder own = new StringBuilder("t=").append(seconds);
        contract.forEach(mac -> own.append(",v0=").append(HexFormat.of().formatHex(mac.doFinal())));
        List<String> others = standard.stream()
                .map(mac -> "v1," + Base64.getEncoder().encodeToString(mac.doFinal()))
                .toList();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ElevenLabs-Signature", own.toString());
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(seconds));
        headers.put("webhook-signature", String.join(" ", others));
        return headers;
    }
}
