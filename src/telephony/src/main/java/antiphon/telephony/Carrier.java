package antiphon.telephony;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Locale;

/** Who carries a number's calls. */
enum Carrier {
    TWILIO("CreateTwilioPhoneNumberRequest", "GetPhoneNumberTwilioResponseModel"),
    EXOTEL("CreateExotelPhoneNumberRequest", "GetPhoneNumberExotelResponseModel"),
    SIP_TRUNK("CreateSIPTrunkPhoneNumberRequestV2", "GetPhoneNumberSIPTrunkResponseModel");

    private final String creation;
    private final String response;

    Carrier(String creation, String response) {
        this.creation = creation;
        this.response = response;
    }

    /** The contract's form of creation. */
    String creation() {
        return creation;
    }

    String response() {
        return response;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Carrier parse(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** The one a request means: by its word, or where there is none by what only one of them has. */
    static Carrier meant(JsonObject sent) {
        if (sent.get("provider") instanceof JsonString word) {
            for (Carrier carrier : values()) {
                if (carrier.wireName().equals(word.getString())) {
                    return carrier;
                }
            }
        }
        if (sent.containsKey("account_sid")) {
            return EXOTEL;
        }
        return sent.containsKey("sid") || sent.containsKey("token") || sent.containsKey("provider")
                ? TWILIO
                : SIP_TRUNK;
    }
}
