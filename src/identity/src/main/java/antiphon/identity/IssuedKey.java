package antiphon.identity;

/** A key just made, with its secret: the only moment at which the secret is known. */
public record IssuedKey(ApiKey key, String secret) {
    @Override
    public String toString() {
        return "IssuedKey[" + key.id() + "]";
    }
}
