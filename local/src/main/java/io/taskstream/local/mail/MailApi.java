package io.taskstream.local.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was caught, for scripts and tests; newest first. */
@RestController
@RequestMapping("/mail/api")
class MailApi {
    private final MailStore mails;
    private final NtfyStandIn ntfy;
    private final TwilioStandIn twilio;

    MailApi(MailStore mails, NtfyStandIn ntfy, TwilioStandIn twilio) {
        this.mails = mails;
        this.ntfy = ntfy;
        this.twilio = twilio;
    }

    /** The mails to that address, or all of them. */
    @GetMapping("/messages")
    List<CaughtMail> list(@RequestParam(required = false) @Nullable String to) {
        return to == null ? mails.list() : mails.to(to);
    }

    /** The push messages to that topic, or all of them. */
    @GetMapping("/push")
    List<CaughtPush> push(@RequestParam(required = false) @Nullable String topic) {
        return ntfy.list(push -> topic == null || push.topic().equals(topic));
    }

    /** The short messages to that number, or all of them; a plus in a query is {@code %2B}. */
    @GetMapping("/sms")
    List<CaughtSms> sms(@RequestParam(required = false) @Nullable String to) {
        return twilio.list(sms -> to == null || sms.to().equals(to));
    }
}
