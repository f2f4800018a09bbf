package antiphon.agents.environment;

import antiphon.agents.config.HeaderValue;
import antiphon.agents.connections.AuthConnections;
import antiphon.agents.secrets.Secrets;
import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The environment variables of this workspace. */
@ApplicationScoped
public class EnvironmentVariables {
    /** Where a conversation is held when nobody says otherwise; its value holds where an environment has none. */
    public static final String USUAL = "production";

    static final String ORDER = "environment_variable_label";

    /** What can stand in {@code {{system__env_<label>}}}. */
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_]{1,100}");

    private static final Pattern ENVIRONMENT = Pattern.compile("[\\p{L}\\p{N} ._-]{1,100}");

    /** Far more than anybody has, and yet read at once for each conversation. */
    private static final int MOST = 1000;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    Secrets secrets;

    @Inject
    AuthConnections connections;

    @Inject
    AuditTrail audit;

    /**
     * @param label the exact one
     * @param environment in which a variable has a value
     */
    public record Selection(
            Optional<String> label,
            Optional<String> environment,
            Optional<String> type,
            int pageSize,
            Optional<Cursor> from) {}

    @Transactional
    public EnvironmentVariable create(JsonObject sent, Actor by) {
        String label = sent.getString("label");
        String type = sent.getString("type");
        if (!LABEL.matcher(label).matches()) {
            throw new Refusal.Invalid(
                    Problem.at("body.label", "A label has 1 to 100 letters, digits and underscores", "value_error"));
        }
        JsonObject values = checked(type, sent.getJsonObject("values"));
        entities.createNativeQuery("lock table environment_variable in share row exclusive mode")
                .executeUpdate();
        if (!select(new Selection(Optional.of(label), Optional.empty(), Optional.empty(), 1, Optional.empty()))
                .isEmpty()) {
            throw new Refusal.Conflict(
                    "environment_variable_exists", "There is a variable of this label; change that one.");
        }
        if (count() >= MOST) {
            throw new Refusal.Conflict(
                    "too_many_environment_variables", "This workspace has " + MOST + " environment variables already.");
        }
        EnvironmentVariable variable = new EnvironmentVariable(label, type, values, by, clock.instant());
        entities.persist(variable);
        audit.note(by, "environment_variable.create", variable.id(), null, variable.fingerprint());
        return variable;
    }

    @Transactional
    public EnvironmentVariable find(String id) {
        return found(id, LockModeType.NONE);
    }

    /** Gives a variable the values that are sent and takes from it those sent as null. */
    @Transactional
    public EnvironmentVariable change(String id, JsonObject changes, Actor by) {
        EnvironmentVariable variable = found(id, LockModeType.PESSIMISTIC_WRITE);
        String before = variable.fingerprint();
        JsonObjectBuilder values = Json.createObjectBuilder(variable.byEnvironment());
        JsonObjectBuilder added = Json.createObjectBuilder();
        changes.forEach((environment, value) -> {
            if (value == JsonValue.NULL) {
                values.remove(environment);
            } else {
                values.add(environment, value);
                added.add(environment, value);
            }
        });
        JsonObject after = values.build();
        checkValues(variable.type(), added.build());
        mustHaveAny(after);
        variable.become(after, clock.instant());
        audit.note(by, "environment_variable.change", id, before, variable.fingerprint());
        return variable;
    }

    /** A page of variables by label. */
    @Transactional
    public Page<EnvironmentVariable> list(Selection selection) {
        return Page.cut(select(selection), selection.pageSize(), last -> new Cursor(ORDER, List.of(last.label())));
    }

    private List<EnvironmentVariable> select(Selection selection) {
        StringBuilder sql = new StringBuilder("select * from environment_variable where label > ?1");
        List<Object> values = new ArrayList<>();
        values.add(selection.from().map(cursor -> cursor.key().getFirst()).orElse(""));
        selection.label().ifPresent(label -> and(sql, "label = ?", values, label));
        selection.type().ifPresent(type -> and(sql, "type = ?", values, type));
        selection.environment().ifPresent(name -> and(sql, "jsonb_exists(by_environment::jsonb, ?)", values, name));
        var query = entities.createNativeQuery(
                sql + " order by label limit " + (selection.pageSize() + 1), EnvironmentVariable.class);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        @SuppressWarnings("unchecked") // the query names its entity
        List<EnvironmentVariable> rows = query.getResultList();
        return rows;
    }

    private static void and(StringBuilder sql, String condition, List<Object> values, String value) {
        values.add(value);
        sql.append(" and ").append(condition.replace("?", "?" + values.size()));
    }

    private long count() {
        return entities.createQuery("select count(v) from EnvironmentVariable v", Long.class)
                .getSingleResult();
    }

    /**
     * What all labels mean in an environment; where it says nothing, what they mean in production. By the names under
     * which conversations know them, see {@link HeaderValue.EnvironmentVariable}.
     */
    @Transactional
    public Map<String, String> in(String environment) {
        Map<String, String> meanings = new TreeMap<>();
        Map<String, String> secretsByLabel = new TreeMap<>();
        for (EnvironmentVariable variable : entities.createQuery(
                        "select v from EnvironmentVariable v", EnvironmentVariable.class)
                .getResultList()) {
            JsonValue value = variable.in(environment).orElse(JsonValue.NULL);
            if (value instanceof JsonString text) {
                meanings.put(HeaderValue.EnvironmentVariable.TEXT + variable.label(), text.getString());
            } else if (value instanceof JsonObject named && named.containsKey("secret_id")) {
                secretsByLabel.put(variable.label(), named.getString("secret_id"));
            }
        }
        // A secret that cannot be read is no reason to refuse a call: whatever needs it says so.
        Map<String, String> revealed = secrets.reveal(secretsByLabel.values());
        secretsByLabel.forEach((label, id) -> {
            if (revealed.containsKey(id)) {
                meanings.put(HeaderValue.EnvironmentVariable.SECRET + label, revealed.get(id));
            }
        });
        return meanings;
    }

    private JsonObject checked(String type, JsonObject values) {
        mustHaveAny(values);
        checkValues(type, values);
        return values;
    }

    private static void mustHaveAny(JsonObject values) {
        if (values.isEmpty()) {
            throw new Refusal.Invalid(
                    Problem.at("body.values", "A variable has a value in at least one environment", "too_short"));
        }
    }

    private void checkValues(String type, JsonObject values) {
        List<Problem> problems = new ArrayList<>();
        values.forEach((environment, value) -> problem(type, environment, value)
                .ifPresent(message ->
                        problems.add(new Problem(List.of("body", "values", environment), message, "value_error"))));
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    private Optional<String> problem(String type, String environment, JsonValue value) {
        if (!ENVIRONMENT.matcher(environment).matches()) {
            return Optional.of("The name of an environment has 1 to 100 letters, digits, dots, lines and spaces");
        }
        String form = value instanceof JsonObject object
                ? object.containsKey("secret_id") ? "secret" : "auth_connection"
                : "string";
        if (!form.equals(type)) {
            return Optional.of("This variable is of the type " + type);
        }
        return switch (form) {
            case "secret" ->
                secrets.exist(value.asJsonObject().getString("secret_id"))
                        ? Optional.empty()
                        : Optional.of("There is no secret with this id; POST /v1/convai/secrets makes one");
            case "auth_connection" ->
                connections.exist(value.asJsonObject().getString("auth_connection_id"))
                        ? Optional.empty()
                        : Optional.of("There is no auth connection with this id");
            default -> Optional.empty();
        };
    }

    private EnvironmentVariable found(String id, LockModeType lock) {
        EnvironmentVariable variable =
                PublicId.isPlausible(id) ? entities.find(EnvironmentVariable.class, id, lock) : null;
        if (variable == null) {
            throw Refusal.NotFound.of("environment_variable", id);
        }
        return variable;
    }
}
