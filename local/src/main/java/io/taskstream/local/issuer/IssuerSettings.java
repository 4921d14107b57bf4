package io.taskstream.local.issuer;

/**
 * What the issuer is told when it starts.
 *
 * @param uri the issuer as it stands in tokens
 */
public record IssuerSettings(String uri, String chatbotSecret) {}
