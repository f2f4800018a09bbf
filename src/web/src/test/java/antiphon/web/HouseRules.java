package antiphon.web;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import antiphon.api.Refusal;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.transaction.Transactional;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** The rules that keep the house as it is drawn. */
final class HouseRules {
    static final ArchRule ROOMS_KNOW_ONLY_WHOM_THEY_MAY = classes()
            .that()
            .resideInAPackage("antiphon..")
            .should(knowOnlyRoomsTheyMay())
            .because("ARCHITECTURE.md lists who may know whom");

    static final ArchRule DRY_ROOMS_STAY_DRY = noClasses()
            .that()
            .resideInAnyPackage("antiphon.audio..", "antiphon.speech..", "antiphon.language..", "antiphon.call..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "java.sql..", "javax.sql..", "org.eclipse.microprofile..");

    /** Within a room, providers know the ports beside the class that chooses among them. */
    static final ArchRule ROOMS_ARE_FREE_OF_CYCLES =
            slices().matching("antiphon.(*)..").should().beFreeOfCycles();

    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .that()
            .resideInAPackage("antiphon..")
            .should()
            .haveNameMatching(
                    ".*(Impl|Util|Utils|Helper|Manager|Base|Common|Misc|Processor|Handler|Data|Info|Service)");

    static final ArchRule ONLY_DOORS_SPEAK_HTTP = noClasses()
            .that()
            .resideInAPackage("antiphon..")
            .and()
            .resideOutsideOfPackages("antiphon.api..", "antiphon.web..")
            .and(areNoDoors())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    static final ArchRule DOORS_KEEP_NO_BOOKS = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .or()
            .haveSimpleNameEndingWith("Endpoint")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "jakarta.transaction..", "java.sql..", "javax.sql..");

    static final ArchRule SOCKETS_ARE_INJECTED = classes()
            .that()
            .areAnnotatedWith(ServerEndpoint.class)
            .should()
            .beAnnotatedWith(Dependent.class)
            .because("the server leaves @Inject null in an endpoint that is no bean");

    static final ArchRule TIME_IS_GIVEN = noClasses()
            .that()
            .resideInAPackage("antiphon..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("time comes from a given InstantSource, so that it can be virtual");

    static final ArchRule JSON_COMES_FROM_ONE_PLACE = noClasses()
            .that()
            .resideInAPackage("antiphon..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.json.Json")
            .because("it looks for its provider in all class loaders at every call; antiphon.api.Json does so once");

    static final ArchRule NOBODY_SHOUTS_ACROSS_ROOMS = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("antiphon..")
            .should(observeOnlyTheStartOfTheApplication());

    static final ArchRule DESKS_KEEP_THE_BOOKS = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .or()
            .haveSimpleNameEndingWith("Endpoint")
            .or()
            .resideInAPackage("antiphon.web..")
            .should()
            .beAnnotatedWith(Transactional.class);

    /**
     * Tests put desks together without a container and so do not see this: a refusal that leaves a desk marks the
     * transaction of whoever asked as one to be undone, even where it is caught and forgiven.
     */
    static final ArchRule WHAT_IS_FORGIVEN_UNDOES_NOTHING =
            classes().that().resideInAPackage("antiphon..").should(forgiveOnlyWhatUndoesNothing());

    private HouseRules() {}

    private static DescribedPredicate<JavaClass> areNoDoors() {
        return are(new DescribedPredicate<JavaClass>("no doors") {
            @Override
            public boolean test(JavaClass type) {
                JavaClass outermost = type;
                while (outermost.getEnclosingClass().isPresent()) {
                    outermost = outermost.getEnclosingClass().get();
                }
                return !outermost.getSimpleName().matches(".*(Resource|Filter)");
            }
        });
    }

    private static ArchCondition<JavaClass> knowOnlyRoomsTheyMay() {
        return new ArchCondition<>("know only rooms they may") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String room = Rooms.of(type);
                if (room.equals("web")) {
                    return;
                }
                Set<String> allowed = Rooms.MAY_KNOW.getOrDefault(room, Set.of());
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String other = Rooms.of(dependency.getTargetClass().getBaseComponentType());
                    boolean fine =
                            other.isEmpty() || other.equals(room) || (allowed.contains(other) && mayReach(type, other));
                    events.add(new SimpleConditionEvent(type, fine, dependency.getDescription()));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> forgiveOnlyWhatUndoesNothing() {
        return new ArchCondition<>("within transactions catch only refusals that undo nothing") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.getMethods().stream().noneMatch(method -> method.isAnnotatedWith(Transactional.class))) {
                    return;
                }
                type.getCodeUnits().stream()
                        .flatMap(unit -> unit.getTryCatchBlocks().stream())
                        .filter(block -> block.getCaughtThrowables().stream()
                                .anyMatch(thrown -> thrown.isAssignableTo(Refusal.class)))
                        .flatMap(block -> block.getAccessesContainedInTryBlock().stream())
                        .filter(access -> !access.getTargetOwner().equals(type))
                        .forEach(access -> events.add(
                                new SimpleConditionEvent(type, undoesNothing(access), access.getDescription())));
            }
        };
    }

    private static boolean undoesNothing(JavaAccess<?> access) {
        return access.getTarget()
                .resolveMember()
                .filter(member -> member.isAnnotatedWith(Transactional.class))
                .map(member -> member.getAnnotationOfType(Transactional.class))
                .map(asked -> asked.dontRollbackOn().length > 0 || asked.value() == Transactional.TxType.REQUIRES_NEW)
                .orElse(true);
    }

    private static boolean mayReach(JavaClass type, String room) {
        return !Rooms.ONLY_FROM.containsKey(room)
                || Rooms.ONLY_FROM.get(room).stream().anyMatch(type.getPackageName()::startsWith);
    }

    private static ArchCondition<JavaMethod> observeOnlyTheStartOfTheApplication() {
        return new ArchCondition<>("observe only the start and the end of the application") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getParameters().stream()
                        .filter(parameter -> parameter.isAnnotatedWith(Observes.class))
                        .forEach(parameter -> {
                            boolean fine = parameter.getRawType().isAssignableTo(BeforeBeanDiscovery.class)
                                    || parameter.getAnnotations().stream()
                                            .anyMatch(annotation -> annotation
                                                    .getRawType()
                                                    .getPackageName()
                                                    .equals("jakarta.enterprise.context"));
                            events.add(new SimpleConditionEvent(method, fine, method.getDescription()));
                        });
            }
        };
    }
}
