package antiphon.campaigns;

/** Who of a list, from 0. */
public record BatchRecipientKey(String batchId, int position) {}
