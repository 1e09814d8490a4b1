package rexray;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which package may use which: arrows point down, and the domain knows nobody. */
@AnalyzeClasses(packages = "rexray", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule directions = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("root").definedBy("rexray")
            .layer("cli").definedBy("rexray.cli")
            .layer("docker").definedBy("rexray.docker")
            .layer("lab").definedBy("rexray.lab")
            .layer("admin").definedBy("rexray.admin")
            .layer("events").definedBy("rexray.events")
            .layer("http").definedBy("rexray.http")
            .layer("config").definedBy("rexray.config")
            .layer("scaleio").definedBy("rexray.scaleio")
            .layer("linux").definedBy("rexray.linux")
            .layer("doctor").definedBy("rexray.doctor")
            .layer("log").definedBy("rexray.log")
            .layer("metrics").definedBy("rexray.metrics")
            .layer("support").definedBy("rexray.support")
            .layer("systemd").definedBy("rexray.systemd")
            .layer("volume").definedBy("rexray.volume")
            .whereLayer("root").mayNotBeAccessedByAnyLayer()
            .whereLayer("cli").mayOnlyBeAccessedByLayers("root")
            .whereLayer("docker").mayOnlyBeAccessedByLayers("root")
            .whereLayer("lab").mayOnlyBeAccessedByLayers("root")
            .whereLayer("admin").mayOnlyBeAccessedByLayers("root", "cli")
            .whereLayer("events").mayOnlyBeAccessedByLayers("root", "cli", "config", "doctor")
            .whereLayer("http").mayOnlyBeAccessedByLayers("root", "docker", "admin")
            .whereLayer("config").mayOnlyBeAccessedByLayers("root", "cli", "doctor", "log", "support")
            .whereLayer("scaleio").mayOnlyBeAccessedByLayers("root", "config", "doctor", "support")
            .whereLayer("linux").mayOnlyBeAccessedByLayers("root", "scaleio", "lab", "support")
            .whereLayer("doctor").mayOnlyBeAccessedByLayers("root", "cli")
            .whereLayer("log").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("metrics").mayOnlyBeAccessedByLayers("root", "docker", "scaleio")
            .whereLayer("metrics").mayNotAccessAnyLayer()
            .whereLayer("support").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("systemd").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("systemd").mayNotAccessAnyLayer()
            .whereLayer("volume").mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule noCycles = slices().matching("rexray.(*)..").should().beFreeOfCycles();

    /** Mountpoints go by rmdir; nothing below a mount root is ever deleted recursively. */
    @ArchTest
    static final ArchRule nothingWalksATreeToDeleteIt = noClasses().that().resideInAnyPackage("rexray.volume",
            "rexray.linux", "rexray.docker", "rexray.scaleio").should()
            .callMethod(java.nio.file.Files.class, "walkFileTree", java.nio.file.Path.class,
                    java.nio.file.FileVisitor.class)
            .orShould().callMethod(java.nio.file.Files.class, "walk", java.nio.file.Path.class,
                    java.nio.file.FileVisitOption[].class);

    @ArchTest
    static final ArchRule onlyTheLabAndPagesListenOnTheNetwork = noClasses().that()
            .resideOutsideOfPackage("rexray.lab").and().doNotHaveFullyQualifiedName("rexray.http.PageServer").should()
            .dependOnClassesThat().haveFullyQualifiedName("org.eclipse.jetty.server.ServerConnector");
}
