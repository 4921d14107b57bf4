package io.taskstream.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.taskstream.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule features_do_not_depend_on_one_another_in_a_circle =
            slices().matching("io.taskstream.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_comes_from_a_clock = noClasses().should().callMethod(Instant.class, "now");

    /** On few processors, class loading on virtual threads can block them all, and the launcher with them. */
    @ArchTest
    static final ArchRule there_are_no_virtual_threads = noClasses()
            .should()
            .callMethod(Thread.class, "ofVirtual")
            .orShould()
            .callMethod(Thread.class, "startVirtualThread", Runnable.class);
}
