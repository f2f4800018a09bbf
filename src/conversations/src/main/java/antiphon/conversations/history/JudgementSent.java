package antiphon.conversations.history;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller thinks of a conversation: the contract's thumbs, and besides them a rating and a comment as the widget asks
 * for them.
 *
 * @param score {@code like} or {@code dislike}; null takes it back
 * @param rating 1 to 5
 */
record JudgementSent(
        @Nullable String score,
        @Nullable Integer rating,
        @Nullable String comment) {
    private static final int LONGEST_COMMENT = 10_000;
    private static final int BEST_RATING = 5;

    /** @throws Refusal.Invalid naming every place that is wrong */
    static JudgementSent read(JsonObject body) {
        List<Problem> problems = new ArrayList<>(Contract.stated().problems("ConversationFeedbackRequestModel", body));
        JsonValue rating = body.getOrDefault("rating", JsonValue.NULL);
        if (!rating.equals(JsonValue.NULL) && !isRating(rating)) {
            problems.add(Problem.at("body.rating", "Input should be a whole number from 1 to 5", "value_error"));
        }
        JsonValue comment = body.getOrDefault("comment", JsonValue.NULL);
        if (!comment.equals(JsonValue.NULL)
                && !(comment instanceof JsonString text && text.getString().length() <= LONGEST_COMMENT)) {
            problems.add(Problem.at(
                    "body.comment",
                    "Input should be a string of at most " + LONGEST_COMMENT + " characters",
                    "value_error"));
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        String words = comment instanceof JsonString text ? text.getString() : "";
        return new JudgementSent(
                body.get("feedback") instanceof JsonString word ? word.getString() : null,
                rating instanceof JsonNumber number ? number.intValue() : null,
                words.isBlank() ? null : words);
    }

    private static boolean isRating(JsonValue value) {
        return value instanceof JsonNumber number
                && number.isIntegral()
                && number.bigIntegerValue().bitLength() < Integer.SIZE
                && number.intValue() >= 1
                && number.intValue() <= BEST_RATING;
    }
}
