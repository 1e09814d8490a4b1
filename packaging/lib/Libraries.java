import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A step of the package's build: one jar of all libraries, since a JVM with a cache opens every jar of its class path when
 * it starts. Called with the place for that jar and with the jars.
 *
 * <p>Lists of service providers are joined; texts on licences go to a folder for each library; nothing else may be there
 * twice. Classes of Java 5's form, which picocli's have, get today's: Java keeps none of the old form in a cache.
 */
final class Libraries {
    private static final String SERVICES = "META-INF/services/";
    private static final String VERSIONS = "META-INF/versions/";
    private static final int OLDEST_KEPT_IN_A_CACHE = ClassFile.JAVA_6_VERSION;

    /** What the one jar will hold, by name. */
    private final Map<String, Content> contents = new TreeMap<>();

    private final ClassFile format = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(this::open)
                    .orElse(ClassHierarchyResolver.defaultResolver())));

    private record Content(String origin, long time, byte[] bytes) {}

    public static void main(String... arguments) throws IOException {
        Libraries libraries = new Libraries();
        for (int i = 1; i < arguments.length; i++) {
            libraries.add(Path.of(arguments[i]));
        }
        libraries.write(Path.of(arguments[0]));
    }

    private void add(Path file) throws IOException {
        String library = file.getFileName().toString().replaceFirst("\\.jar$", "");
        try (JarFile jar = new JarFile(file.toFile())) {
            boolean hasVersions = jar.isMultiRelease();
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                if (isWanted(entry) && (hasVersions || !name.startsWith(VERSIONS))) {
                    byte[] bytes = jar.getInputStream(entry).readAllBytes();
                    add(library, isLegal(name) ? "META-INF/legal/" + library + "/" + name : name, entry.getTime(),
                            bytes);
                }
            }
        }
    }

    /** One jar has one manifest, no module and no signature. */
    private static boolean isWanted(JarEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory() && !name.endsWith("module-info.class") && !name.endsWith("INF/MANIFEST.MF")
                && !name.equals("META-INF/INDEX.LIST") && !name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
    }

    /** What stands right in META-INF, or in the root and is no class: licences, notices, marks of a compiler. */
    private static boolean isLegal(String name) {
        return name.matches("META-INF/[^/]*") || name.matches("(?i)(about|license|notice)[^/]*|about_files/.*");
    }

    private void add(String library, String name, long time, byte[] bytes) {
        Content there = contents.get(name);
        if (there == null) {
            contents.put(name, new Content(library, time, bytes));
        } else if (name.startsWith(SERVICES)) {
            contents.put(name, new Content(library, time, joined(there.bytes(), bytes)));
        } else {
            throw new IllegalStateException(name + " is in " + there.origin() + " and in " + library
                    + "; leave one of them out of the class path");
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return (new String(first, StandardCharsets.UTF_8) + "\n" + new String(second, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void write(Path file) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(
                "Manifest-Version: 1.0\nMulti-Release: true\n".getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        manifest.write(text);
        long time = contents.values().stream().mapToLong(Content::time).max().orElse(0);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            put(jar, JarFile.MANIFEST_NAME, new Content("", time, text.toByteArray()));
            for (Map.Entry<String, Content> content : contents.entrySet()) {
                put(jar, content.getKey(), content.getValue());
            }
        }
    }

    private void put(JarOutputStream jar, String name, Content content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(content.time());
        jar.putNextEntry(entry);
        jar.write(isOld(name, content.bytes()) ? modernised(content.bytes()) : content.bytes());
        jar.closeEntry();
    }

    private byte[] modernised(byte[] bytes) {
        // Stack maps, which the old form does not have, are made only of methods that are written anew.
        ClassTransform anew = ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
        return format.transformClass(format.parse(bytes), anew.andThen(ClassTransform.endHandler(
                builder -> builder.with(ClassFileVersion.of(ClassFile.JAVA_17_VERSION, 0)))));
    }

    private boolean isOld(String name, byte[] bytes) {
        return name.endsWith(".class") && format.parse(bytes).majorVersion() < OLDEST_KEPT_IN_A_CACHE;
    }

    private InputStream open(ClassDesc type) {
        String descriptor = type.descriptorString();
        Content content = contents.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
        return content == null ? null : new ByteArrayInputStream(content.bytes());
    }
}
