import { createStaff } from '@/lib/auth/create-staff'
import { closeDb, db } from '@/lib/db'
import { env } from '@/lib/env'
import { loadEnvironment } from './start/environment.mjs'

// Makes the first admin from ADMIN_EMAIL and ADMIN_PASSWORD; does nothing once there is one.
loadEnvironment()
const { adminEmail, adminPassword } = env()
try {
  if ((await db().staff.count()) > 0) {
    console.log('There is an admin already.')
  } else if (adminPassword) {
    await createStaff({ email: adminEmail, name: 'Shop admin', password: adminPassword })
    console.log(`Made the admin ${adminEmail}.`)
  } else {
    console.error('ADMIN_PASSWORD is missing: set it to the password that the first admin will have.')
    process.exitCode = 1
  }
} finally {
  await closeDb()
}
