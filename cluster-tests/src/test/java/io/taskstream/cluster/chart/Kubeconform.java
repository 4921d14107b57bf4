package io.taskstream.cluster.chart;

import io.taskstream.cluster.schemas.Schemas;
import io.taskstream.cluster.tools.Command;
import io.taskstream.cluster.tools.Manifests;
import io.taskstream.cluster.tools.Tools;

/** Holds resources to the schemas of their kinds. */
final class Kubeconform {
    /** Its definition is in no package that could be fetched; helm-unittest's sentences look at this kind. */
    private static final String UNKNOWN = "KeycloakRealmImport";

    private Kubeconform() {}

    static Command.Result check(Manifests manifests) {
        Command command = Command.of(Tools.path("kubeconform"), "-strict", "-summary", "-skip", UNKNOWN);
        Schemas.ready().locations().forEach(location -> command.with("-schema-location", location));
        return command.with("-").input(manifests.text()).run();
    }
}
