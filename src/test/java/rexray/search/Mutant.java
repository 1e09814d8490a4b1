package rexray.search;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A fault that is planted in one method of the product, in its class file: all else is the product as it is.
 *
 * @param className in which the method is
 * @param method its name, or how that begins for the body of a lambda
 */
record Mutant(String className, String method, Change change) {

    /** What is changed. */
    @FunctionalInterface
    interface Change {
        /** @param changed is counted up for each place that was changed */
        ClassTransform of(Predicate<MethodModel> method, AtomicInteger changed);
    }

    /**
     * The class with its fault.
     *
     * @throws IllegalStateException if there is nothing to change: then this mutant is none
     */
    byte[] mutate(byte[] original) {
        AtomicInteger changed = new AtomicInteger();
        ClassFile file = ClassFile.of();
        byte[] mutated = file.transformClass(file.parse(original),
                change.of(one -> one.methodName().stringValue().startsWith(method), changed));
        if (changed.get() == 0) {
            throw new IllegalStateException("nothing to change in " + className + "." + method);
        }
        return mutated;
    }

    /** The method does nothing, and returns this. */
    static Change does(Consumer<CodeBuilder> instead) {
        return (method, changed) -> (builder, element) -> {
            if (element instanceof MethodModel one && method.test(one)) {
                changed.incrementAndGet();
                builder.withMethodBody(one.methodName(), one.methodType(), one.flags().flagsMask(), instead);
            } else {
                builder.with(element);
            }
        };
    }

    static Change doesNothing() {
        return does(CodeBuilder::return_);
    }

    static Change isAlwaysTrue() {
        return does(code -> code.iconst_1().ireturn());
    }

    static Change isAlwaysNull() {
        return does(code -> code.aconst_null().areturn());
    }

    static Change isAlways(String text) {
        return does(code -> code.ldc(text).areturn());
    }

    /** Calls of a method that returns nothing are left out. */
    static Change doesNotCall(String owner, String name) {
        return callsInstead(owner, name, code -> {});
    }

    /** Instead of what a method returns, this is on the stack. */
    static Change callsInstead(String owner, String name, Consumer<CodeBuilder> result) {
        return code((builder, element) -> {
            if (!(element instanceof InvokeInstruction call) || !calls(call, owner, name)) {
                return false;
            }
            for (ClassDesc parameter : call.typeSymbol().parameterList().reversed()) {
                if (TypeKind.from(parameter).slotSize() == 2) {
                    builder.pop2();
                } else {
                    builder.pop();
                }
            }
            if (call.opcode() != Opcode.INVOKESTATIC) {
                builder.pop();
            }
            result.accept(builder);
            return true;
        });
    }

    /** The one call comes after the other, before which it should come. */
    static Change callsAfter(Postponement.Call one, Postponement.Call other) {
        return (method, changed) -> ClassTransform.transformingMethodBodies(method,
                CodeTransform.ofStateful(() -> new Postponement(one, other, changed)));
    }

    /** One constant of an enum stands for another. */
    static Change takes(String constant, String instead) {
        return code((builder, element) -> {
            if (element instanceof FieldInstruction get && get.name().equalsString(constant)) {
                builder.getstatic(get.owner().asSymbol(), instead, get.typeSymbol());
                return true;
            }
            return false;
        });
    }

    static Change says(String text, String instead) {
        return code((builder, element) -> {
            if (element instanceof ConstantInstruction constant && constant.constantValue().equals(text)) {
                builder.ldc(instead);
                return true;
            }
            return false;
        });
    }

    /** The first argument, a boolean of a static method, is true. */
    static Change believesItsArgument() {
        return code((builder, element) -> {
            if (element instanceof LoadInstruction load && load.slot() == 0 && load.typeKind() == TypeKind.INT) {
                builder.iconst_1();
                return true;
            }
            return false;
        });
    }

    /** What should be thrown where an optional is empty is an empty answer. */
    static Change isEmptyInsteadOfThrowing() {
        ClassDesc optional = ClassDesc.of("java.util.Optional");
        ClassDesc object = ClassDesc.of("java.lang.Object");
        return code((builder, element) -> {
            if (element instanceof InvokeInstruction call && calls(call, "java/util/Optional", "orElseThrow")) {
                builder.pop().aconst_null().invokevirtual(optional, "orElse", MethodTypeDesc.of(object, object));
                return true;
            }
            if (element instanceof InvokeInstruction call && calls(call, "java/util/Optional", "of")) {
                builder.invokestatic(optional, "ofNullable", MethodTypeDesc.of(optional, object));
                return true;
            }
            return false;
        });
    }

    private static boolean calls(InvokeInstruction call, String owner, String name) {
        return call.owner().asInternalName().equals(owner) && call.name().equalsString(name);
    }

    /** Rewrites an element of code, or returns false to leave it as it is. */
    @FunctionalInterface
    private interface Rewriting {
        boolean apply(CodeBuilder builder, CodeElement element);
    }

    private static Change code(Rewriting rewriting) {
        return (method, changed) -> ClassTransform.transformingMethodBodies(method,
                (CodeTransform) (builder, element) -> {
                    if (rewriting.apply(builder, element)) {
                        changed.incrementAndGet();
                    } else {
                        builder.with(element);
                    }
                });
    }
}
