package antiphon.agents.config;

import java.util.Optional;

/**
 * A number or SIP address to which a caller can be connected.
 *
 * @param destination a number in E.164 form or a SIP URI; where {@code variable} is set, the dynamic variable that holds it
 * @param condition when to do so, for the model to read
 * @param type {@code blind}, {@code conference} or {@code sip_refer}
 */
public record NumberTransfer(String destination, boolean sip, boolean variable, String condition, String type) {

    static NumberTransfer read(Section section) {
        Section destination = section.section("transfer_destination");
        String kind = destination.text("type");
        boolean sip = kind.startsWith("sip_uri");
        String address = destination.text(sip ? "sip_uri" : "phone_number");
        return new NumberTransfer(
                Optional.of(address).filter(text -> !text.isEmpty()).orElseGet(() -> section.text("phone_number")),
                sip,
                kind.endsWith("_dynamic_variable"),
                section.text("condition"),
                section.text("transfer_type"));
    }
}
