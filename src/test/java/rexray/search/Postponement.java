package rexray.search;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has a call that returns nothing wait until another one was made, or until its method returns. What it is called with is
 * kept meanwhile. For one method body.
 */
final class Postponement implements CodeTransform {
    private final Call postponed;
    private final Call until;
    private final AtomicInteger changed;
    private Optional<InvokeInstruction> waiting = Optional.empty();
    private final List<Integer> kept = new ArrayList<>();

    /** @param owner its internal name */
    record Call(String owner, String name) {
        boolean is(InvokeInstruction call) {
            return call.owner().asInternalName().equals(owner) && call.name().equalsString(name);
        }
    }

    Postponement(Call postponed, Call until, AtomicInteger changed) {
        this.postponed = postponed;
        this.until = until;
        this.changed = changed;
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        switch (element) {
            case InvokeInstruction call when postponed.is(call) -> keep(builder, call);
            case InvokeInstruction call when until.is(call) -> {
                builder.with(call);
                waiting.ifPresent(_ -> changed.incrementAndGet());
                make(builder);
            }
            case ReturnInstruction end -> {
                make(builder);
                builder.with(end);
            }
            default -> builder.with(element);
        }
    }

    /** The object it is called on, and objects. */
    private void keep(CodeBuilder builder, InvokeInstruction call) {
        waiting = Optional.of(call);
        kept.clear();
        for (int i = 0; i <= call.typeSymbol().parameterCount(); i++) {
            int slot = builder.allocateLocal(TypeKind.REFERENCE);
            builder.astore(slot);
            kept.addFirst(slot);
        }
    }

    private void make(CodeBuilder builder) {
        waiting.ifPresent(call -> {
            kept.forEach(builder::aload);
            builder.with(call);
        });
        waiting = Optional.empty();
    }
}
