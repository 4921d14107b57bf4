import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Unpacks an OCI image tar into a root file system, and says where its Java is and how it is started. A program of one
 * file, run by {@code java Unpack.java IMAGE.tar FOLDER}, so that the build of images needs nothing but a JDK and tar.
 */
class Unpack {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Path root = Files.createDirectories(folder.resolve("root"));
        run("tar", "-xf", arguments[0], "-C", parts.toString());
        String manifest = blob(parts, digest(Files.readString(parts.resolve("index.json"))));
        int layers = manifest.indexOf("\"layers\"");
        for (String layer : digests(manifest.substring(layers))) {
            // whiteouts are left out: nothing that they would hide is looked at
            run("tar", "--warning=no-unknown-keyword", "-xzf", path(parts, layer).toString(), "-C", root.toString(), "--exclude=.wh.*");
        }
        String config = blob(parts, digests(manifest.substring(0, layers)).getFirst());
        System.out.println("JAVA_HOME=" + first(config, "\"JAVA_HOME=([^\"]+)\""));
        System.out.println("HEAP=" + first(config, "\"(-XX:InitialRAMPercentage=[^\"]+)\""));
        System.out.println("MAIN=" + first(config, "\"Entrypoint\":\\[[^\\]]*,\"([^\"]+)\"\\]"));
    }

    private static String blob(Path parts, String digest) throws IOException {
        return Files.readString(path(parts, digest));
    }

    private static Path path(Path parts, String digest) {
        return parts.resolve("blobs/sha256").resolve(digest);
    }

    private static String digest(String json) {
        return digests(json).getFirst();
    }

    private static List<String> digests(String json) {
        return Pattern.compile("sha256:([0-9a-f]{64})").matcher(json).results().map(each -> each.group(1)).toList();
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static void run(String... words) throws IOException, InterruptedException {
        if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
            throw new IOException("Failed: " + String.join(" ", words));
        }
    }
}
