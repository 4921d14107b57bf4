package io.taskstream.local.mail;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The mail catcher's page, for the launcher's web server. */
@Configuration(proxyBeanMethods = false)
@Import({MailPage.class, MailApi.class})
public class MailPageConfiguration {}
