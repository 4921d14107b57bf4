package io.taskstream.reminder.firing;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the ticks of the Dapr cron binding {@code reminder-tick}; each replica gets each of them. */
@RestController
class TickController {
    private final FiringLoop loop;

    TickController(FiringLoop loop) {
        this.loop = loop;
    }

    @PostMapping("/dapr/bindings/reminder-tick")
    void tick() {
        loop.wake();
    }
}
