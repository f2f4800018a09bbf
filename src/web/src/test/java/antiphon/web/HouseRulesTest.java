package antiphon.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.planted.CallThatKeepsBooks;
import antiphon.web.planted.EndpointThatIsNoBean;
import antiphon.web.planted.ForgivingDesk;
import antiphon.web.planted.ImpatientService;
import antiphon.web.planted.OverheardResource;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house keeps its rules, and each rule catches a planted fault, so that none holds because it looks at nothing. */
class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/planted/"))
            .importPackages("antiphon");

    private static final Map<String, ArchRule> RULES = Map.ofEntries(
            Map.entry("rooms know only whom they may", HouseRules.ROOMS_KNOW_ONLY_WHOM_THEY_MAY),
            Map.entry("dry rooms stay dry", HouseRules.DRY_ROOMS_STAY_DRY),
            Map.entry("rooms are free of cycles", HouseRules.ROOMS_ARE_FREE_OF_CYCLES),
            Map.entry("names say something", HouseRules.NAMES_SAY_SOMETHING),
            Map.entry("only doors speak http", HouseRules.ONLY_DOORS_SPEAK_HTTP),
            Map.entry("doors keep no books", HouseRules.DOORS_KEEP_NO_BOOKS),
            Map.entry("desks keep the books", HouseRules.DESKS_KEEP_THE_BOOKS),
            Map.entry("sockets are injected", HouseRules.SOCKETS_ARE_INJECTED),
            Map.entry("time is given", HouseRules.TIME_IS_GIVEN),
            Map.entry("json comes from one place", HouseRules.JSON_COMES_FROM_ONE_PLACE),
            Map.entry("what is forgiven undoes nothing", HouseRules.WHAT_IS_FORGIVEN_UNDOES_NOTHING),
            Map.entry("nobody shouts across rooms", HouseRules.NOBODY_SHOUTS_ACROSS_ROOMS));

    @TestFactory
    Stream<DynamicTest> the_house_keeps_its_rules() {
        return RULES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(HOUSE)));
    }

    @Test
    void every_room_that_may_be_known_is_looked_at() {
        Set<String> found = Rooms.known(HOUSE).keySet();
        assertTrue(found.containsAll(Set.of("audio", "speech", "language", "call", "web")), found.toString());
    }

    @Test
    void a_call_that_keeps_books_is_caught() {
        catches(HouseRules.DRY_ROOMS_STAY_DRY, CallThatKeepsBooks.class);
        catches(HouseRules.ROOMS_KNOW_ONLY_WHOM_THEY_MAY, CallThatKeepsBooks.class);
        catches(HouseRules.ONLY_DOORS_SPEAK_HTTP, CallThatKeepsBooks.class);
    }

    @Test
    void a_door_that_keeps_books_or_listens_to_events_is_caught() {
        catches(HouseRules.DOORS_KEEP_NO_BOOKS, OverheardResource.class);
        catches(HouseRules.DESKS_KEEP_THE_BOOKS, OverheardResource.class);
        catches(HouseRules.NOBODY_SHOUTS_ACROSS_ROOMS, OverheardResource.class);
    }

    @Test
    void an_empty_name_and_a_look_at_the_clock_are_caught() {
        catches(HouseRules.NAMES_SAY_SOMETHING, ImpatientService.class);
        catches(HouseRules.TIME_IS_GIVEN, ImpatientService.class);
    }

    @Test
    void a_search_for_the_provider_of_json_is_caught() {
        catches(HouseRules.JSON_COMES_FROM_ONE_PLACE, ImpatientService.class);
    }

    @Test
    void a_desk_that_forgives_what_undoes_its_transaction_is_caught() {
        catches(HouseRules.WHAT_IS_FORGIVEN_UNDOES_NOTHING, ForgivingDesk.class, ForgivingDesk.StrictDesk.class);
    }

    @Test
    void an_endpoint_that_is_no_bean_is_caught() {
        catches(HouseRules.SOCKETS_ARE_INJECTED, EndpointThatIsNoBean.class);
    }

    @Test
    void a_circle_of_rooms_is_caught() {
        catches(
                HouseRules.ROOMS_ARE_FREE_OF_CYCLES,
                CallThatKeepsBooks.class,
                ImpatientService.class,
                OverheardResource.class);
    }

    private static void catches(ArchRule rule, Class<?>... faults) {
        assertTrue(rule.evaluate(new ClassFileImporter().importClasses(faults)).hasViolation(), rule.getDescription());
    }
}
