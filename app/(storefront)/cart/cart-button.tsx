import { Button } from '@/components/button'

/**
 * A button of the cart's form: whatever it does, it sends all that is typed along, and asks for none of it (only "Use"
 * asks for its field). What it does of its own stands in its name, and to which in its value (`pressedForm`).
 */
export function CartButton(props: React.ComponentProps<typeof Button>) {
  return <Button look="text" {...props} formNoValidate />
}
