package io.taskstream.cluster.contract;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.taskstream.cluster.tools.Checkout;
import io.taskstream.contracts.EventType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a service's compiled code publishes and consumes.
 *
 * @param consumes the topics of its subscriptions
 * @param deadLetters the dead-letter topics of its subscriptions
 * @param publishes the topics of the events that it makes; whoever merely receives events doesn't make any
 */
record ServiceCode(Set<String> consumes, Set<String> deadLetters, Set<String> publishes) {
    private static final String TOPIC = "io.dapr.Topic";

    static ServiceCode of(String service) {
        Path classes = Checkout.path(service + "/target/classes");
        if (!Files.isDirectory(classes)) {
            throw new AssertionError(classes + " is not there: build " + service + " first");
        }
        JavaClasses imported = new ClassFileImporter().importPath(classes);
        Set<String> consumes = new TreeSet<>();
        Set<String> deadLetters = new TreeSet<>();
        for (JavaMethod method : methods(imported)) {
            method.tryGetAnnotationOfType(TOPIC).ifPresent(topic -> {
                consumes.add(text(topic, "name"));
                String deadLetterTopic = text(topic, "deadLetterTopic");
                if (!deadLetterTopic.isEmpty()) {
                    deadLetters.add(deadLetterTopic);
                }
            });
        }
        Set<String> made = imported.stream()
                .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
                .filter(JavaConstructorCall.class::isInstance)
                .map(call -> call.getTargetOwner().getName())
                .collect(Collectors.toSet());
        Set<String> publishes = Arrays.stream(EventType.values())
                .filter(type -> made.contains(type.dataType().getName()))
                .map(EventType::topic)
                .collect(Collectors.toCollection(TreeSet::new));
        return new ServiceCode(consumes, deadLetters, publishes);
    }

    private static List<JavaMethod> methods(JavaClasses classes) {
        return classes.stream().flatMap(type -> type.getMethods().stream()).toList();
    }

    private static String text(JavaAnnotation<?> annotation, String property) {
        return annotation.get(property).map(String::valueOf).orElse("");
    }
}
