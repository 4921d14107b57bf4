package io.taskstream.standin;

import java.util.Map;

/** Starts the part that the first argument names: kafka, issuer, mail, load, or rights. */
public final class StandIn {
    private StandIn() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "kafka" -> new Kafka(environment).run();
            case "issuer" -> Issuer.serve(environment);
            case "mail" -> MailServer.serve();
            case "load" -> System.exit(Load.of(environment).run() ? 0 : 1);
            case "rights" -> System.exit(RightsCheck.of(environment).run() ? 0 : 1);
            default -> {
                System.err.println("usage: StandIn kafka|issuer|mail|load|rights");
                System.exit(2);
            }
        }
    }
}
