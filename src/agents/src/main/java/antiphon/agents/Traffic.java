package antiphon.agents;

import antiphon.api.Json;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an agent's calls are shared out among its branches.
 *
 * @param shares in percent, together 100, by branch id; empty when nothing was deployed, and then all calls are the main
 *     branch's
 */
public record Traffic(Map<String, BigDecimal> shares) {
    public static final Traffic NONE = new Traffic(Map.of());
    public static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** A hundredth of a percent is the finest share that makes a difference. */
    private static final int BUCKETS = 10_000;

    public Traffic {
        shares = Map.copyOf(shares);
    }

    static Traffic read(JsonObject json) {
        Map<String, BigDecimal> shares = new TreeMap<>();
        json.forEach((branch, share) -> shares.put(branch, ((JsonNumber) share).bigDecimalValue()));
        return new Traffic(shares);
    }

    public JsonObject asJson() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        sorted().forEach(json::add);
        return json.build();
    }

    /** What every branch has, the main one too where nothing was deployed. */
    public Traffic orAllTo(String mainBranchId) {
        return shares.isEmpty() ? new Traffic(Map.of(mainBranchId, ALL)) : this;
    }

    /** A branch's share, in percent. */
    public BigDecimal share(String branchId, String mainBranchId) {
        return orAllTo(mainBranchId).shares.getOrDefault(branchId, BigDecimal.ZERO);
    }

    /** All that one branch had goes to another. */
    public Traffic moved(String fromBranchId, String toBranchId) {
        Map<String, BigDecimal> moved = new TreeMap<>(shares);
        BigDecimal share = moved.remove(fromBranchId);
        if (share != null) {
            moved.merge(toBranchId, share, BigDecimal::add);
        }
        return new Traffic(moved);
    }

    /**
     * The branch that a caller meets: the same one each time, for as long as the shares stay. When another branch's share
     * grows, whoever met it goes on to meet it, since the main branch has what the others leave.
     *
     * @param caller whatever names the caller
     */
    String pick(String agentId, String mainBranchId, String caller) {
        long bucket =
                Long.parseUnsignedLong(Fingerprint.of(agentId + " " + caller).substring(0, 15), 16) % BUCKETS;
        BigDecimal reached = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> share : sorted().entrySet()) {
            if (!share.getKey().equals(mainBranchId)) {
                reached = reached.add(share.getValue());
                if (BigDecimal.valueOf(bucket).movePointLeft(2).compareTo(reached) < 0) {
                    return share.getKey();
                }
            }
        }
        return mainBranchId;
    }

    private SortedMap<String, BigDecimal> sorted() {
        return new TreeMap<>(shares);
    }
}
