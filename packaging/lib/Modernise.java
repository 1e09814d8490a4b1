import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * A step of the package's build: a copy of a jar whose classes have today's form. Java keeps no class of Java 5's form,
 * which picocli's have, in a cache. Called with the jar and the place for the copy.
 */
final class Modernise {
    private final JarFile jar;
    private final ClassFile format;

    private Modernise(JarFile jar) {
        this.jar = jar;
        ClassHierarchyResolver itsOwn = ClassHierarchyResolver.ofResourceParsing(type -> {
            String descriptor = type.descriptorString();
            return open(descriptor.substring(1, descriptor.length() - 1) + ".class");
        });
        this.format = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS,
                ClassHierarchyResolverOption.of(itsOwn.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    public static void main(String... arguments) throws IOException {
        try (JarFile jar = new JarFile(arguments[0]);
                JarOutputStream copy = new JarOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            new Modernise(jar).copyTo(copy);
        }
    }

    private void copyTo(JarOutputStream copy) throws IOException {
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            JarEntry next = new JarEntry(entry.getName());
            next.setTime(entry.getTime());
            copy.putNextEntry(next);
            byte[] bytes = jar.getInputStream(entry).readAllBytes();
            copy.write(isClass(entry) ? modernised(bytes) : bytes);
            copy.closeEntry();
        }
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
    }

    private byte[] modernised(byte[] bytes) {
        // Stack maps, which the old form does not have, are made only of methods that are written anew.
        ClassTransform anew = ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
        return format.transformClass(format.parse(bytes), anew.andThen(ClassTransform.endHandler(
                builder -> builder.with(ClassFileVersion.of(ClassFile.JAVA_17_VERSION, 0)))));
    }

    private InputStream open(String name) {
        JarEntry entry = jar.getJarEntry(name);
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
