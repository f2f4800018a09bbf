package antiphon.agents.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A kind of personal thing that is recognized; the contract's ConfigEntityType, but for what cannot be. */
public enum PersonalEntity {
    /** An IBAN. Account numbers without a checksum cannot be told from other numbers. */
    BANK_ACCOUNT_NUMBER("financial_id.bank_account.bank_account_number") {
        @Override
        Stream<Span> find(String text, String language) {
            return BankAccounts.find(text);
        }
    },
    PAYMENT_CARD_NUMBER("financial_id.payment_card.payment_card_number") {
        @Override
        Stream<Span> find(String text, String language) {
            return PaymentCards.find(text);
        }
    },
    EMAIL_ADDRESS("email_address") {
        @Override
        Stream<Span> find(String text, String language) {
            return Addresses.emails(text);
        }
    },
    URL("url") {
        @Override
        Stream<Span> find(String text, String language) {
            return Addresses.urls(text);
        }
    },
    CONTACT_NUMBER("contact_number") {
        @Override
        Stream<Span> find(String text, String language) {
            return ContactNumbers.find(text, language);
        }
    };

    private final String wireName;

    PersonalEntity(String wireName) {
        this.wireName = wireName;
    }

    /** Where such things stand in a text. */
    abstract Stream<Span> find(String text, String language);

    /** What stands in the place of such a thing. */
    String mark() {
        return "[" + name().toUpperCase(Locale.ROOT) + "]";
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<PersonalEntity> of(String wireName) {
        return Stream.of(values())
                .filter(entity -> entity.wireName.equals(wireName))
                .findFirst();
    }

    /** In the contract's words. */
    public static List<String> wireNames() {
        return Stream.of(values()).map(PersonalEntity::wireName).sorted().toList();
    }
}
