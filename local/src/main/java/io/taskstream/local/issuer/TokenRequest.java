package io.taskstream.local.issuer;

import io.taskstream.local.home.Json;
import io.taskstream.local.home.PlatformException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks an issuer for tokens, as a person with a browser or a backend with its credentials would. */
public final class TokenRequest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String issuer;

    /** @param issuer the issuer's URI */
    public TokenRequest(String issuer) {
        this.issuer = issuer;
    }

    /** An access token by client credentials. */
    public String forClient(String client, String secret, String scope) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return token(
                    http,
                    request("/oauth2/token")
                            .header("Content-Type", FORM)
                            .header("Authorization", "Basic " + basic)
                            .POST(form(Map.of("grant_type", "client_credentials", "scope", scope))));
        }
    }

    /** An access token by the authorization code flow with PKCE: logs in on the issuer's page with the password. */
    public String forUser(DemoUser user) throws IOException, InterruptedException {
        String verifier = random();
        String state = random();
        Map<String, String> question = new LinkedHashMap<>();
        question.put("response_type", "code");
        question.put("client_id", Clients.CLI);
        question.put("redirect_uri", Clients.CLI_REDIRECT);
        question.put("scope", "openid " + Clients.SCOPE_TASKS + (user.operator() ? " " + Clients.SCOPE_OPERATOR : ""));
        question.put("state", state);
        question.put("code_challenge", challenge(verifier));
        question.put("code_challenge_method", "S256");
        String authorize = "/oauth2/authorize?" + encode(question);

        try (HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            login(browser, authorize, user);
            String callback = location(
                    browser, request(authorize).header("Accept", "text/html").GET());
            Map<String, String> answer = decode(URI.create(callback).getRawQuery());
            if (!state.equals(answer.get("state")) || answer.get("code") == null) {
                throw new PlatformException("The issuer refused the login: " + answer);
            }
            return token(
                    browser,
                    request("/oauth2/token")
                            .header("Content-Type", FORM)
                            .POST(form(Map.of(
                                    "grant_type",
                                    "authorization_code",
                                    "client_id",
                                    Clients.CLI,
                                    "redirect_uri",
                                    Clients.CLI_REDIRECT,
                                    "code",
                                    answer.get("code"),
                                    "code_verifier",
                                    verifier))));
        }
    }

    private void login(HttpClient browser, String authorize, DemoUser user) throws IOException, InterruptedException {
        // remembered by the issuer as the page to return to
        location(browser, request(authorize).header("Accept", "text/html").GET());
        String page = browser.send(request("/login").GET().build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher csrf = CSRF.matcher(page);
        if (!csrf.find()) {
            throw new PlatformException("The issuer's login page looks different than expected.");
        }
        String next = location(
                browser,
                request("/login")
                        .header("Content-Type", FORM)
                        .POST(form(
                                Map.of("username", user.name(), "password", user.password(), "_csrf", csrf.group(1)))));
        if (next.endsWith("/login?error")) {
            throw new PlatformException("The issuer doesn't accept the password of " + user.name() + ".");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(issuer + path)).timeout(Duration.ofSeconds(30));
    }

    private static String location(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new PlatformException(
                        "The issuer answered HTTP " + response.statusCode() + " instead of a redirect."));
    }

    private static String token(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new PlatformException("The issuer gave no token: " + response.body());
        }
        return Json.MAPPER.readTree(response.body()).path("access_token").asString();
    }

    private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
        return HttpRequest.BodyPublishers.ofString(encode(fields));
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> decode(String query) {
        return Arrays.stream(query.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                        (first, second) -> first));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
