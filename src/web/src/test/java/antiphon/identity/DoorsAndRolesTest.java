package antiphon.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.HttpRefusalMapper;
import antiphon.api.JsonBodyReader;
import antiphon.api.Refusal;
import antiphon.api.RefusalMapper;
import antiphon.api.UnexpectedMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every door of the house against every role, the doors found by their annotations. Behind the doors nobody is at home. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsAndRolesTest {
    private static final Logger LOUD = Logger.getLogger("");

    /** Operations that need no key. Their doors see to it themselves who may. */
    private static final Set<String> OPEN = Set.of(
            "GET /v1/antiphon/agent-files/{}",
            "GET /v1/antiphon/knowledge-base/{}/source",
            "POST /v1/convai/conversations/{}/feedback",
            "POST /v1/convai/conversations/{}/files",
            "DELETE /v1/convai/conversations/{}/files/{}",
            "GET /v1/convai/conversation/token",
            "GET /v1/convai/agents/{}/widget",
            "POST /v1/convai/llm-usage/calculate");

    private static final List<String> OF_ADMINS =
            List.of("/v1/antiphon/keys", "/v1/antiphon/audit", "/v1/antiphon/webhooks/", "/v1/workspace/");
    private static final List<String> OF_OPERATORS = List.of(
            "/v1/convai/conversation",
            "/v1/convai/twilio/",
            "/v1/convai/sip-trunk/",
            "/v1/convai/exotel/",
            "/v1/convai/whatsapp/",
            "/v1/convai/batch-calling",
            "/v1/text-to-speech/",
            "/v1/speech-to-text",
            "/v1/speech-to-speech/",
            "/v1/single-use-token/");

    private final ResteasyDeployment house = new ResteasyDeploymentImpl();
    private final List<Operation> operations = new ArrayList<>();

    /** @param path with {@code {}} for each parameter */
    private record Operation(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean open() {
            return OPEN.contains(toString());
        }

        Role needed() {
            boolean looks = method.equals("GET");
            if (path.startsWith("/v1/workspace/") && looks) {
                return Role.EDITOR;
            }
            if (OF_ADMINS.stream().anyMatch(path::startsWith) || path.endsWith("/journal")) {
                return Role.ADMIN;
            }
            if (looks) {
                return path.matches(".*/get.signed.url") ? Role.OPERATOR : Role.VIEWER;
            }
            return OF_OPERATORS.stream().anyMatch(path::startsWith) ? Role.OPERATOR : Role.EDITOR;
        }
    }

    /** Knows the roles' names as keys. */
    private static final class KeysByRole extends ApiKeys {
        @Override
        public Actor recognise(String secret) {
            for (Role role : Role.values()) {
                if (role.wireName().equals(secret)) {
                    return new Actor("key_" + secret, secret, role);
                }
            }
            throw new Refusal.Unauthorized("invalid_api_key", "Nobody's.");
        }
    }

    @BeforeAll
    void open() {
        LOUD.setLevel(Level.OFF);
        CallerFilter filter = new CallerFilter();
        filter.keys = new KeysByRole();
        filter.caller = new Caller();
        house.setProviders(List.of(
                filter, new JsonBodyReader(), new RefusalMapper(), new HttpRefusalMapper(), new UnexpectedMapper()));
        List<String> doors = new ArrayList<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("antiphon").stream()
                        .filter(type -> type.isTopLevelClass() && type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .forEach(door -> {
                            doors.add(door.getName());
                            gather(door);
                        });
        house.setResourceClasses(doors);
        house.start();
    }

    @AfterAll
    void close() {
        house.stop();
        LOUD.setLevel(Level.INFO);
    }

    private void gather(Class<?> door) {
        for (Method method : door.getMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    String path = door.getAnnotation(Path.class).value()
                            + (method.isAnnotationPresent(Path.class)
                                    ? "/" + method.getAnnotation(Path.class).value()
                                    : "");
                    operations.add(
                            new Operation(verb.value(), path.replace("//", "/").replaceAll("\\{[^}]*\\}", "{}")));
                }
            }
        }
    }

    private int status(String method, String path, String key) {
        try {
            MockHttpRequest request = MockHttpRequest.create(method, path).header("Content-Type", "application/json");
            if (!key.isEmpty()) {
                request.header("xi-api-key", key);
            }
            MockHttpResponse response = new MockHttpResponse();
            house.getDispatcher().invoke(request, response);
            return response.getStatus();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void a_role_that_does_not_cover_an_operation_is_refused_and_one_that_does_is_let_through() {
        Set<String> wrong = new TreeSet<>();
        for (Operation operation : operations) {
            String path = operation.path().replace("{}", "some_1");
            for (Role role : Role.values()) {
                boolean refused = status(operation.method(), path, role.wireName()) == 403;
                boolean expected = !operation.open() && !role.covers(operation.needed());
                if (refused != expected) {
                    wrong.add(operation + " as " + role + (refused ? " was refused" : " was let through"));
                }
            }
        }
        assertEquals(Set.of(), wrong);
        assertTrue(operations.size() > 50, "the doors of the house were found");
    }

    @Test
    void without_a_key_or_with_a_wrong_one_only_the_open_doors_open() {
        Set<String> wrong = new TreeSet<>();
        for (Operation operation : operations) {
            String path = operation.path().replace("{}", "some_1");
            if ((status(operation.method(), path, "") == 401) == operation.open()) {
                wrong.add(operation + " without a key");
            }
            if (status(operation.method(), path, "stolen") != 401) {
                wrong.add(operation + " with a wrong key");
            }
        }
        assertEquals(Set.of(), wrong);
    }

    /** A door is the same door however its path is spelt. */
    @Test
    void a_path_in_disguise_leads_nowhere_that_its_plain_form_does_not() {
        Set<String> wrong = new TreeSet<>();
        for (Operation operation : operations) {
            if (operation.open() || operation.needed() == Role.VIEWER) {
                continue;
            }
            Role weaker = Role.values()[operation.needed().ordinal() - 1];
            for (String path : disguises(operation.path().replace("{}", "some_1"))) {
                int status = status(operation.method(), path, weaker.wireName());
                if (status != 403 && status != 404 && status != 405) {
                    wrong.add(operation.method() + " " + path + " as " + weaker + " got " + status);
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    private static List<String> disguises(String path) {
        int last = path.lastIndexOf('/') + 1;
        int second = path.indexOf('/', 1) + 1;
        return List.of(
                path.substring(0, second) + hex(path.charAt(second)) + path.substring(second + 1),
                path.substring(0, last) + hex(path.charAt(last)) + path.substring(last + 1),
                path + "/",
                "/" + path,
                path.replaceFirst("/(?=[^/]*$)", "//"),
                path + ";version=1",
                path.replaceFirst("/v1/", "/v1;a=b/"));
    }

    private static String hex(char letter) {
        return "%" + Integer.toHexString(letter);
    }
}
