package io.taskstream.api.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules that every service follows. A service's {@code ArchitectureTests} is
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "io.taskstream.task", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTests {
 *     @ArchTest
 *     static final ArchTests RULES = ArchTests.in(ServiceRules.class);
 * }
 * }</pre>
 */
public final class ServiceRules {
    private static final Set<String> SERVICES = Set.of("task", "reminder", "notification", "analytics", "gateway");

    /** Annotations by which a listener says what it subscribes to; the rest of Dapr's SDK is eventing's affair. */
    private static final Set<String> DAPR_ANNOTATIONS =
            Set.of("io.dapr.Topic", "io.dapr.Rule", "io.dapr.springboot.annotations.BulkSubscribe");

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth");

    private ServiceRules() {}

    @ArchTest
    static final ArchRule services_do_not_know_one_another = classes()
            .that(areIn(SERVICES))
            .should(new ArchCondition<>("not depend on another service") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    item.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> SERVICES.contains(service(dependency.getTargetClass()))
                                    && !service(dependency.getTargetClass()).equals(service(item)))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(item, dependency.getDescription())));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_eventing_speaks_to_dapr = noClasses()
            .that(areIn(SERVICES))
            .should()
            .dependOnClassesThat(resideInAPackage("io.dapr..")
                    .and(not(new DescribedPredicate<>("are subscription annotations") {
                        @Override
                        public boolean test(JavaClass type) {
                            return DAPR_ANNOTATIONS.contains(type.getName());
                        }
                    })))
            .because("eventing is the one door to the sidecar")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule time_comes_from_a_clock = noClasses()
            .that(resideInAPackage("io.taskstream.."))
            .should()
            .callMethodWhere(new DescribedPredicate<>("the machine's time is read") {
                @Override
                public boolean test(JavaMethodCall call) {
                    String owner = call.getTargetOwner().getName();
                    return (CLOCKS.contains(owner)
                                    && call.getName().equals("now")
                                    && call.getTarget().getRawParameterTypes().stream()
                                            .noneMatch(type -> type.getName().equals("java.time.Clock")))
                            || (owner.equals("java.lang.System")
                                    && call.getName().equals("currentTimeMillis"));
                }
            })
            .because("tests set the Clock");

    @ArchTest
    static final ArchRule repositories_stay_within_their_feature = noClasses()
            .that()
            .haveSimpleNameEndingWith("Repository")
            .or()
            .areAssignableTo("org.springframework.data.repository.Repository")
            .should()
            .bePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .that(resideInAPackage("io.taskstream.."))
            .should(new ArchCondition<>("be in a package with a @NullMarked package-info") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    boolean marked = item.getPackage()
                            .tryGetPackageInfo()
                            .map(info -> info.isAnnotatedWith(NullMarked.class))
                            .orElse(false);
                    if (!marked) {
                        events.add(SimpleConditionEvent.violated(item, item.getPackageName() + " is not @NullMarked"));
                    }
                }
            });

    @ArchTest
    static final ArchRule features_have_no_cycles = slices().matching("io.taskstream.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothing_prints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule dependencies_come_by_constructor = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    private static DescribedPredicate<JavaClass> areIn(Set<String> services) {
        return new DescribedPredicate<>("are in a service") {
            @Override
            public boolean test(JavaClass type) {
                return services.contains(service(type));
            }
        };
    }

    /** {@code task} of {@code io.taskstream.task.…}. */
    private static String service(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 2 && parts[0].equals("io") && parts[1].equals("taskstream") ? parts[2] : "";
    }
}
