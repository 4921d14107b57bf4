package io.taskstream.eventing.dapr;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Dapr's app health check asks each second: while this says no, the sidecar delivers nothing. */
@RestController
class AppHealthController {
    static final String PATH = "/dapr/health";

    private final AppHealth health;

    AppHealthController(AppHealth health) {
        this.health = health;
    }

    @GetMapping(PATH)
    ResponseEntity<Void> health() {
        return ResponseEntity.status(health.accepting() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .build();
    }
}
